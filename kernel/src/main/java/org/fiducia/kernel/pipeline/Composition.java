package org.fiducia.kernel.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.PredictedPart;
import org.fiducia.api.observable.Classification;
import org.fiducia.kernel.plugins.Plugins;

/** Of what the predicted cross sections of bins are made. */
final class Composition {
    private Composition() {}

    /** Production modes and finest classes, by bin, production and name. */
    static List<PredictedPart> of(Analysis analysis, Classification<?> plugin, List<BinnedSample> samples) {
        return Plugins.guard(plugin, () -> counted(analysis, plugin, samples));
    }

    private static <C extends Candidate> List<PredictedPart> counted(
            Analysis analysis, Classification<C> plugin, List<BinnedSample> samples) {
        var sums = new TreeMap<Integer, Map<String, Map<String, Double>>>();
        for (BinnedSample sample : analysis.nominal(samples)) {
            double luminosity = analysis.eras().stream()
                    .filter(sample.sample()::serves)
                    .mapToDouble(Era::luminosity)
                    .sum();
            double share = luminosity * sample.sample().scale() / analysis.luminosity();
            String production = sample.sample().process();
            for (int e = 0; e < sample.fiducialBin().length; e++) {
                int bin = sample.fiducialBin()[e];
                Candidate candidate = bin < 0 ? null : sample.events().get(e).fiducial();
                if (candidate != null) {
                    String member =
                            plugin.member(production, plugin.candidateType().cast(candidate));
                    sums.computeIfAbsent(bin, k -> new TreeMap<>())
                            .computeIfAbsent(production, name -> new TreeMap<>())
                            .merge(member, share * sample.events().get(e).weight(), Double::sum);
                }
            }
        }
        var parts = new ArrayList<PredictedPart>();
        sums.forEach((bin, productions) -> productions.forEach((production, members) ->
                members.forEach((member, sigma) -> parts.add(new PredictedPart(production, member, bin, sigma)))));
        return parts;
    }
}
