package org.fiducia.kernel.pipeline;

import java.util.Arrays;
import java.util.List;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.observable.Observable;
import org.fiducia.kernel.plugins.Plugins;

/**
 * The variable in which an analysis is fitted. Its value, and whether an event is in the fit, is found out here and nowhere
 * else.
 *
 * @param analysis has the range
 * @param observable the variable
 */
record FitVariable(Analysis analysis, Observable<?> observable) {
    /** The candidates of a sample with their values, all in one bin. */
    BinnedSample of(SelectedSample sample) {
        List<SelectedEvent> events = sample.events();
        int[] reco = events.stream().mapToInt(e -> e.reco() != null ? 0 : -1).toArray();
        int[] fiducial =
                events.stream().mapToInt(e -> e.fiducial() != null ? 0 : -1).toArray();
        double[] value = Plugins.guard(observable, () -> values(events));
        return new BinnedSample(
                sample.sample(), events, reco, fiducial, value, BinnedSample.fitted(analysis, events, value));
    }

    private double[] values(List<SelectedEvent> events) {
        return events.stream().mapToDouble(e -> value(observable, e.reco())).toArray();
    }

    /** The same sample with some of its reconstructed candidates replaced. */
    BinnedSample replaced(BinnedSample sample, List<SelectedEvent> events, int[] recoBin) {
        double[] value = Plugins.guard(observable, () -> {
            double[] changed = null;
            for (int e = 0; e < events.size(); e++) {
                if (events.get(e).reco() != sample.events().get(e).reco()) {
                    changed = changed == null ? sample.value().clone() : changed;
                    changed[e] = value(observable, events.get(e).reco());
                }
            }
            return changed == null ? sample.value() : changed;
        });
        boolean[] fitted =
                Arrays.equals(value, sample.value()) ? sample.fitted() : BinnedSample.fitted(analysis, events, value);
        return new BinnedSample(sample.sample(), events, recoBin, sample.fiducialBin(), value, fitted);
    }

    /** NaN for a candidate that lacks what the variable needs, or is none. */
    private static <C extends Candidate> double value(Observable<C> observable, Candidate candidate) {
        return observable.candidateType().isInstance(candidate)
                ? observable.coordinates(observable.candidateType().cast(candidate))[0]
                : Double.NaN;
    }
}
