package org.fiducia.physics.signalstrength;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.fiducia.api.Settings;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Configured;
import org.fiducia.api.measurement.Interest;
import org.fiducia.api.measurement.PhysicsModel;
import org.fiducia.api.measurement.SignalProcess;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.observable.ObservableInfo;
import org.osgi.service.component.annotations.Component;

/**
 * Rates as multiples μ of the prediction: one μ for all, or, with the setting {@code per}, one per {@code production} or
 * {@code category}, which is that of the generated events. The cross section of a fiducial bin is what the multiples make of its prediction.
 */
@Component(service = PhysicsModel.class)
public final class SignalStrength implements PhysicsModel, Configured {
    private static final List<String> PER = List.of("all", "production", "category");

    /** Uncertainty to be expected, with which a fit starts. */
    private static final double STEP = 0.2;

    @Override
    public String id() {
        return "signal-strength";
    }

    @Override
    public String title() {
        return "signal strength $\\mu$: one, or one per production or category";
    }

    @Override
    public void check(Analysis analysis, Settings settings) {
        per(settings);
    }

    private static String per(Settings settings) {
        String per = settings.text("per", PER.get(0));
        settings.refuseUnknown();
        if (!PER.contains(per)) {
            throw settings.wrong("per", "one of " + String.join(", ", PER));
        }
        return per;
    }

    @Override
    public boolean byProduction(Settings settings) {
        return per(settings).equals("production");
    }

    @Override
    public Interest interest(
            Analysis analysis, ObservableInfo observable, List<SignalProcess> processes, Settings settings) {
        Function<SignalProcess, String> name = switch (per(settings)) {
            case "production" -> process -> "mu_" + process.production();
            case "category" -> process -> "mu_" + process.category();
            default -> process -> "mu";
        };
        var strengths = new LinkedHashMap<String, Parameter>();
        var rates = new ArrayList<Expression>();
        var byBin = new ArrayList<List<Expression>>();
        var predicted = new double[observable.binning().size()];
        for (int j = 0; j < predicted.length; j++) {
            byBin.add(new ArrayList<>());
        }
        for (SignalProcess process : processes) {
            Parameter strength = strengths.computeIfAbsent(
                    name.apply(process),
                    mu -> Parameter.interest(mu, 1, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, STEP));
            Expression rate =
                    Expression.product(Expression.constant(process.predicted()), Expression.ref(strength.name()));
            rates.add(rate);
            byBin.get(process.bin()).add(rate);
            predicted[process.bin()] += process.predicted();
        }
        var bins = new ArrayList<Quantity>();
        for (int j = 0; j < predicted.length; j++) {
            String sigma = "sigma_" + observable.id() + "_" + j;
            bins.add(new Quantity(sigma, sigma, "fb", new Expression.Sum(byBin.get(j)), predicted[j]));
        }
        List<Quantity> further =
                strengths.values().stream().map(mu -> Quantity.of(mu, "")).toList();
        return new Interest(List.copyOf(strengths.values()), rates, bins, further, List.of());
    }
}
