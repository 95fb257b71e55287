package org.fiducia.physics.floatingfractions;

import java.util.List;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Configured;
import org.fiducia.api.measurement.Interest;
import org.fiducia.api.measurement.PhysicsModel;
import org.fiducia.api.measurement.SignalProcess;
import org.fiducia.api.observable.ObservableInfo;
import org.osgi.service.component.annotations.Component;

/** One cross section per fiducial bin, and the fractions of the final states floating with K1, K2, …: see {@link Fractions}. */
@Component(service = PhysicsModel.class)
public final class FloatingFractions implements PhysicsModel, Configured {
    @Override
    public String id() {
        return "floating-fractions";
    }

    @Override
    public String title() {
        return "one cross section per bin, floating final-state fractions";
    }

    @Override
    public Interest interest(
            Analysis analysis, ObservableInfo observable, List<SignalProcess> processes, Settings settings) {
        settings.refuseUnknown();
        return of(analysis, observable, processes).ratios(List.of());
    }

    /** Every final state a group of its own. */
    static Fractions of(Analysis analysis, ObservableInfo observable, List<SignalProcess> processes) {
        List<String> states = analysis.generatedClasses();
        return new Fractions(
                analysis,
                observable,
                processes,
                "",
                states,
                states.stream().map(List::of).toList());
    }
}
