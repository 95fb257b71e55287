package org.fiducia.kernel.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.EventChange;
import org.fiducia.api.channel.Role;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.NuisanceSource;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.observable.Classification;
import org.fiducia.api.observable.ObservableInfo;

/** What the sources of systematic uncertainties look at. */
record NominalMeasurement(
        FitVariable variable,
        Classification<?> plugin,
        List<BinnedSample> samples,
        Response response,
        ModelBuilder.Sources sources,
        CandidateVariations variations)
        implements NuisanceSource.Nominal {
    @Override
    public Analysis analysis() {
        return variable.analysis();
    }

    @Override
    public ObservableInfo observable() {
        return plugin.info();
    }

    /** The same with other parts. */
    NominalMeasurement with(ModelBuilder.Sources others) {
        return new NominalMeasurement(variable, plugin, samples, response, others, variations);
    }

    @Override
    public List<ModelPart.Contribution> backgrounds() {
        return sources.backgrounds().values().stream()
                .flatMap(part -> part.contributions().stream())
                .toList();
    }

    @Override
    public List<String> components() {
        return sources.processes();
    }

    @Override
    public List<BinnedSample> varied(String name, UnaryOperator<Candidate> change) {
        List<EventChange> changes = variations.of(name, samples, change);
        var varied = new ArrayList<BinnedSample>();
        for (int s = 0; s < samples.size(); s++) {
            BinnedSample sample = samples.get(s);
            if (sample.sample().role() != Role.DATA) {
                varied.add(BinningStage.rebin(
                        plugin, variable, sample, changes.get(s).all(sample.events())));
            }
        }
        return varied;
    }

    @Override
    public Response response(List<BinnedSample> others) {
        return ResponseBuilder.build(analysis(), plugin.info(), analysis().nominal(others));
    }
}
