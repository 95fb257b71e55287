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

/** One cross section per fiducial bin and final state; their sum is reported. */
@Component(service = CrossSectionModel.class)
public final class FinalStates implements CrossSectionModel, Configured {
    @Override
    public String id() {
        return "final-states";
    }

    @Override
    public String title() {
        return "one cross section per bin and final state";
    }

    @Override
    public void check(Analysis analysis, Settings settings) {
        settings.refuseUnknown();
    }

    @Override
    public CrossSections crossSections(
            Analysis analysis, ObservableInfo observable, Response response, Settings settings) {
        settings.refuseUnknown();
        Fractions fractions = FloatingFractions.of(analysis, observable, response);
        return fractions.ratios(List.of(fractions.groups()));
    }
}
