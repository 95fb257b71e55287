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

/**
 * Two cross sections per fiducial bin, that of the same-flavour final states and that of the others, because interference of
 * identical leptons changes the former only; their sum is reported. For observables of the decay.
 */
@Component(service = PhysicsModel.class)
public final class SameFlavour implements PhysicsModel, Configured {
    @Override
    public String id() {
        return "same-flavour";
    }

    @Override
    public String title() {
        return "two cross sections per bin, same-flavour and different-flavour final states";
    }

    @Override
    public void check(Analysis analysis, Settings settings) {
        settings.texts("sameFlavour");
        settings.texts("differentFlavour");
        settings.refuseUnknown();
    }

    @Override
    public Interest interest(
            Analysis analysis, ObservableInfo observable, List<SignalProcess> processes, Settings settings) {
        List<String> same = settings.texts("sameFlavour", "4e", "4mu");
        List<String> different = settings.texts("differentFlavour", "2e2mu");
        settings.refuseUnknown();
        var fractions = new Fractions(
                analysis,
                observable,
                processes,
                settings.path(),
                List.of("sameFlavour", "differentFlavour"),
                List.of(same, different));
        return fractions.ratios(List.of(fractions.groups()));
    }
}
