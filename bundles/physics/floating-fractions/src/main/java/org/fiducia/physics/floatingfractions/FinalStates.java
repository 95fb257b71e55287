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

/** One cross section per fiducial bin and final state; their sum is reported. */
@Component(service = PhysicsModel.class)
public final class FinalStates implements PhysicsModel, Configured {
    @Override
    public String id() {
        return "final-states";
    }

    @Override
    public String title() {
        return "one cross section per bin and final state";
    }

    @Override
    public Interest interest(
            Analysis analysis, ObservableInfo observable, List<SignalProcess> processes, Settings settings) {
        settings.refuseUnknown();
        Fractions fractions = FloatingFractions.of(analysis, observable, processes);
        return fractions.ratios(List.of(fractions.groups()));
    }
}
