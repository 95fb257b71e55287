package org.fiducia.kernel.pipeline;

import java.util.List;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.BinnedSample;
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

    /** All its candidates in one bin. */
    BinnedSample inOneBin() {
        int[] reco = events.stream().mapToInt(e -> e.reco() != null ? 0 : -1).toArray();
        int[] fiducial =
                events.stream().mapToInt(e -> e.fiducial() != null ? 0 : -1).toArray();
        return new BinnedSample(sample, events, reco, fiducial);
    }
}
