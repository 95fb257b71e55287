package org.fiducia.api.measurement;

import java.util.List;
import org.fiducia.api.channel.EventChange;
import org.fiducia.api.channel.SelectedEvent;

/**
 * The kept events of a sample with their bins in one observable and their values of the fitted variable. Arrays have one
 * entry per event and are not written to after construction.
 *
 * @param sample where they come from
 * @param events in the order of the files
 * @param recoBin bin of each reconstructed candidate; −1 for none
 * @param fiducialBin bin of each fiducial candidate; −1 for none
 * @param value fitted variable of each reconstructed candidate, whatever its region; NaN for none
 * @param fitted whether the event is in the fit: in a signal region of the selection, with a value in the range of the fit
 */
public record BinnedSample(
        Sample sample, List<SelectedEvent> events, int[] recoBin, int[] fiducialBin, double[] value, boolean[] fitted) {
    /** The same events in other bins. */
    public BinnedSample withBins(int[] reco, int[] fiducial) {
        return new BinnedSample(sample, events, reco, fiducial, value, fitted);
    }

    /** The same events of a sample with another scale. */
    public BinnedSample withScale(double scale) {
        var other = new Sample(
                sample.name(),
                sample.process(),
                sample.role(),
                sample.point(),
                sample.era(),
                scale,
                sample.variations());
        return new BinnedSample(other, events, recoBin, fiducialBin, value, fitted);
    }

    /** The same candidates with other weights. */
    public BinnedSample withEvents(List<SelectedEvent> others) {
        return new BinnedSample(sample, others, recoBin, fiducialBin, value, fitted);
    }

    /** The same candidates with other weights, which take no more memory than the events do. */
    public BinnedSample withEvents(EventChange change) {
        return withEvents(change.all(events));
    }

    /** The same in another analysis, which may fit another range. */
    public BinnedSample in(Analysis analysis) {
        return new BinnedSample(sample, events, recoBin, fiducialBin, value, fitted(analysis, events, value));
    }

    /** Which events are in the fit of an analysis. */
    public static boolean[] fitted(Analysis analysis, List<SelectedEvent> events, double[] value) {
        var fitted = new boolean[value.length];
        for (int e = 0; e < fitted.length; e++) {
            fitted[e] = analysis.isFitted(events.get(e), value[e]);
        }
        return fitted;
    }
}
