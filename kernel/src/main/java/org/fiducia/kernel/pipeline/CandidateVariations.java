package org.fiducia.kernel.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.BinnedSample;

/** Reconstructed candidates of simulation as changes make them, kept for all observables that are measured together. */
final class CandidateVariations {
    private final Map<String, List<Candidate[]>> known = new ConcurrentHashMap<>();

    /**
     * The candidates of each sample, in the order of its events; null for data and where there is no candidate.
     *
     * @param name of the change
     */
    List<Candidate[]> of(String name, List<BinnedSample> samples, UnaryOperator<Candidate> change) {
        return known.computeIfAbsent(name, key -> compute(samples, change));
    }

    private static List<Candidate[]> compute(List<BinnedSample> samples, UnaryOperator<Candidate> change) {
        var all = new ArrayList<Candidate[]>();
        for (BinnedSample sample : samples) {
            if (sample.sample().role() == Role.DATA) {
                all.add(null);
                continue;
            }
            var changed = new Candidate[sample.events().size()];
            for (int e = 0; e < changed.length; e++) {
                SelectedEvent event = sample.events().get(e);
                changed[e] = event.reco() == null ? null : change.apply(event.reco());
            }
            all.add(changed);
        }
        return all;
    }
}
