package org.fiducia.kernel.pipeline;

import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.EventChange;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.BinnedSample;

/**
 * Reconstructed candidates of simulation as changes make them; those of events in memory are kept for all observables that
 * are measured together.
 */
final class CandidateVariations {
    private final Map<String, List<EventChange>> known = new ConcurrentHashMap<>();

    /**
     * The change of the events of each sample.
     *
     * @param name of the change
     */
    List<EventChange> of(String name, List<BinnedSample> samples, UnaryOperator<Candidate> change) {
        return known.computeIfAbsent(
                name,
                key -> samples.stream()
                        .map(sample -> of(sample.events(), change))
                        .toList());
    }

    private static EventChange of(List<SelectedEvent> events, UnaryOperator<Candidate> change) {
        if (!(events instanceof RandomAccess)) {
            return (e, event) -> event.reco() == null ? event : replaced(event, change.apply(event.reco()));
        }
        var changed = new Candidate[events.size()];
        return (e, event) -> {
            if (event.reco() == null) {
                return event;
            }
            if (changed[e] == null) {
                changed[e] = change.apply(event.reco()); // the same from whichever thread
            }
            return replaced(event, changed[e]);
        };
    }

    private static SelectedEvent replaced(SelectedEvent event, Candidate changed) {
        return event.reco() == changed ? event : event.withReco(changed);
    }
}
