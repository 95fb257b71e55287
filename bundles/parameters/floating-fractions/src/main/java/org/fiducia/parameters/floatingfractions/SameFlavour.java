package org.fiducia.parameters.floatingfractions;

import java.util.List;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Configured;
import org.fiducia.api.measurement.CrossSectionModel;
import org.fiducia.api.measurement.CrossSections;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.observable.ObservableInfo;
import org.osgi.service.component.annotations.Component;

/**
 * Two cross sections per fiducial bin, that of the same-flavour final states and that of the others, because interference of
 * identical leptons changes the former only; their sum is reported. For observables of the decay.
 */
@Component(service = CrossSectionModel.class)
public final class SameFlavour implements CrossSectionModel, Configured {
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
    public CrossSections crossSections(
            Analysis analysis, ObservableInfo observable, Response response, Settings settings) {
        List<String> same = settings.texts("sameFlavour", "4e", "4mu");
        List<String> different = settings.texts("differentFlavour", "2e2mu");
        settings.refuseUnknown();
        var fractions = new Fractions(
                analysis,
                observable,
                response,
                settings.path(),
                List.of("sameFlavour", "differentFlavour"),
                List.of(same, different));
        return fractions.ratios(List.of(fractions.groups()));
    }
}
