package org.fiducia.kernel.pipeline;

import java.util.List;
import org.fiducia.api.channel.EventChange;
import org.fiducia.api.channel.EventWeight;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Sample;

/**
 * What the selection keeps of a sample.
 *
 * @param sample where it comes from
 * @param entries events read
 * @param events kept, in the order of the files
 * @param cutflow of the signal region
 * @param fromStore whether it was selected by an earlier run
 */
public record SelectedSample(
        Sample sample, long entries, List<SelectedEvent> events, Cutflow cutflow, boolean fromStore) {

    /** The same with weights of its reconstructed candidates. */
    SelectedSample weighted(List<EventWeight.Weight> weights) {
        EventChange weighted = (e, event) -> {
            double factor = 1;
            for (EventWeight.Weight weight : weights) {
                factor *= event.reco() == null ? 1 : weight.of(event.reco());
            }
            return factor == 1 ? event : event.withFactor(event.factor() * factor);
        };
        return new SelectedSample(sample, entries, weighted.all(events), cutflow, fromStore);
    }
}
