package org.fiducia.physics.signalstrength;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
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
 *
 * <p>The setting {@code range} has limits of the parameters (none). Where the samples have but a part of the generated events, {@code total} gives the cross section of
 * all: {@code {"name": "sigma_tH", "crossSection": 89.5}}, in fb; it is reported in proportion to what is measured.
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
        Choice.of(settings);
    }

    /**
     * What a card chooses.
     *
     * @param per of what there is one strength each
     * @param range limits of the parameters
     * @param total name of the cross section of all generated events; empty for none
     * @param crossSection prediction of it, fb
     */
    private record Choice(String per, double[] range, String total, double crossSection) {
        static Choice of(Settings settings) {
            String per = settings.text("per", PER.get(0));
            if (!PER.contains(per)) {
                throw settings.wrong("per", "one of " + String.join(", ", PER));
            }
            double[] range = settings.reals("range", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
            if (range.length != 2 || !(range[0] <= 1 && range[1] >= 1 && range[0] < range[1])) {
                throw settings.wrong("range", "[lower, upper] with 1, the prediction, between them");
            }
            Settings total = settings.block("total");
            var choice = settings.has("total")
                    ? new Choice(per, range, total.text("name"), total.real("crossSection"))
                    : new Choice(per, range, "", 0);
            total.refuseUnknown();
            settings.refuseUnknown();
            if (settings.has("total") && !(choice.crossSection > 0)) {
                throw total.wrong("crossSection", "a cross section in fb, above 0");
            }
            return choice;
        }

        String nameOf(SignalProcess process) {
            return switch (per) {
                case "production" -> "mu_" + process.production();
                case "category" -> "mu_" + process.category();
                default -> "mu";
            };
        }
    }

    @Override
    public boolean byProduction(Settings settings) {
        return Choice.of(settings).per().equals("production");
    }

    @Override
    public Interest interest(
            Analysis analysis, ObservableInfo observable, List<SignalProcess> processes, Settings settings) {
        Choice choice = Choice.of(settings);
        var strengths = new LinkedHashMap<String, Parameter>();
        var rates = new ArrayList<Expression>();
        var byBin = new ArrayList<List<Expression>>();
        var predicted = new double[observable.binning().size()];
        for (int j = 0; j < predicted.length; j++) {
            byBin.add(new ArrayList<>());
        }
        for (SignalProcess process : processes) {
            Parameter strength = strengths.computeIfAbsent(
                    choice.nameOf(process),
                    mu -> Parameter.interest(mu, 1, choice.range()[0], choice.range()[1], STEP));
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
        var further = new ArrayList<Quantity>();
        strengths.values().forEach(mu -> further.add(Quantity.of(mu, "")));
        if (!choice.total().isEmpty()) {
            double all = Arrays.stream(predicted).sum();
            Expression share = Expression.product(
                    Expression.constant(choice.crossSection() / all), new Expression.Sum(List.copyOf(rates)));
            further.add(new Quantity(choice.total(), choice.total(), "fb", share, choice.crossSection()));
        }
        return new Interest(List.copyOf(strengths.values()), rates, bins, further, List.of());
    }
}
