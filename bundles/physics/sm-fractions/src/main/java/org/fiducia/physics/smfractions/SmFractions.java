package org.fiducia.physics.smfractions;

import java.util.ArrayList;
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
 * One cross section per fiducial bin; the final states share it in the fractions of the Standard Model: σ_f,j = f_f,j σ_j.
 */
@Component(service = PhysicsModel.class, property = "physics=sm-fractions")
public final class SmFractions implements PhysicsModel, Configured {
    @Override
    public String id() {
        return "sm-fractions";
    }

    @Override
    public String title() {
        return "one cross section per bin, final-state fractions of the Standard Model";
    }

    @Override
    public Interest interest(
            Analysis analysis, ObservableInfo observable, List<SignalProcess> processes, Settings settings) {
        settings.refuseUnknown();
        double[] predicted = new double[observable.binning().size()];
        processes.forEach(process -> predicted[process.bin()] += process.predicted());
        var parameters = new ArrayList<Parameter>();
        var bins = new ArrayList<Quantity>();
        for (int j = 0; j < predicted.length; j++) {
            // A downward fluctuation may go below 0: the density of signal and background together stays positive.
            // The step is what is to be expected of a bin with some ten events, so that a fit starts with sensible
            // ones.
            parameters.add(Parameter.interest(
                    "sigma_" + observable.id() + "_" + j,
                    predicted[j],
                    Double.NEGATIVE_INFINITY,
                    Double.POSITIVE_INFINITY,
                    0.3 * predicted[j]));
            bins.add(Quantity.of(parameters.get(j), "fb"));
        }
        List<Expression> rates = processes.stream()
                .map(process -> Expression.product(
                        Expression.constant(process.predicted() / predicted[process.bin()]),
                        Expression.ref(parameters.get(process.bin()).name())))
                .toList();
        return new Interest(parameters, rates, bins, List.of(), List.of());
    }
}
