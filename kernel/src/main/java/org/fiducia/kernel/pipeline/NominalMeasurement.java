package org.fiducia.kernel.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BackgroundModel.Background;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.NuisanceSource;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;

/** What the sources of systematic uncertainties look at. */
record NominalMeasurement(
        Analysis analysis,
        Observable<?> plugin,
        List<BinnedSample> samples,
        Response response,
        List<Background> backgrounds)
        implements NuisanceSource.Nominal {
    @Override
    public ObservableInfo observable() {
        return plugin.info();
    }

    @Override
    public List<String> components() {
        return ModelBuilder.components(backgrounds);
    }

    @Override
    public List<BinnedSample> varied(UnaryOperator<Candidate> change) {
        var varied = new ArrayList<BinnedSample>();
        for (BinnedSample sample : samples) {
            if (sample.sample().role() == Role.DATA) {
                continue;
            }
            var events = new ArrayList<SelectedEvent>();
            for (SelectedEvent event : sample.events()) {
                events.add(event.reco() == null ? event : event.withReco(change.apply(event.reco())));
            }
            varied.add(BinningStage.rebin(plugin, sample, events));
        }
        return varied;
    }

    @Override
    public Response response(List<BinnedSample> others) {
        return ResponseBuilder.build(analysis, plugin.info(), others);
    }
}
