package org.fiducia.kernel.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
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
import org.fiducia.kernel.jobs.Workers;

/** What the sources of systematic uncertainties look at. */
record NominalMeasurement(
        FitVariable variable,
        Classification<?> plugin,
        List<BinnedSample> samples,
        Response response,
        ModelBuilder.Sources sources,
        CandidateVariations variations,
        Workers workers)
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
        return new NominalMeasurement(variable, plugin, samples, response, others, variations, workers);
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
    public List<NuisanceSource.Yields> yields(List<NuisanceSource.Change> changes) {
        List<BinnedSample> simulated = samples.stream()
                .filter(sample -> sample.sample().role() != Role.DATA)
                .toList();
        List<List<EventChange>> made = changes.stream()
                .map(change -> simulated(variations.of(change.name(), samples, change.change())))
                .toList();
        return new VariedYields(plugin, variable, simulated, made, workers).all();
    }

    /** Of all samples those that are simulated. */
    private List<EventChange> simulated(List<EventChange> changes) {
        return IntStream.range(0, samples.size())
                .filter(s -> samples.get(s).sample().role() != Role.DATA)
                .mapToObj(changes::get)
                .toList();
    }

    @Override
    public Response response(List<BinnedSample> others) {
        return ResponseBuilder.build(analysis(), plugin.info(), analysis().nominal(others));
    }
}
