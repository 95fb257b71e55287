package org.fiducia.binning.significance;

import java.util.List;
import org.fiducia.api.observable.Binning;

/**
 * How good some bins are.
 *
 * @param binning the bins
 * @param signal expected events of each, 110–130 GeV
 * @param background likewise
 * @param wanted part of the signal of each that is of the process of interest
 * @param migration where their events come from
 */
record Figures(Binning binning, double[] signal, double[] background, double[] wanted, Migration migration) {
    static Figures of(
            List<Slice> divided, Yields yields, Migration.Events events, Simulation simulation, String process) {
        Binning binning = Slice.binning(divided);
        var signal = new double[binning.size()];
        var background = new double[binning.size()];
        var wanted = new double[binning.size()];
        int bin = 0;
        for (int k = 0; k < divided.size(); k++) {
            double[] edges = divided.get(k).edges();
            for (int i = 0; i < divided.get(k).size(); i++, bin++) {
                double lo = edges.length == 0 ? 0 : edges[i];
                double hi = edges.length == 0 ? 0 : edges[i + 1];
                signal[bin] = yields.signal(k, lo, hi);
                background[bin] = yields.background(k, lo, hi);
            }
        }
        for (Simulation.Point point : simulation.counted()) {
            int found = point.process().equals(process) ? binning.find(point.reco()) : -1;
            if (found >= 0) {
                wanted[found] += point.weight();
            }
        }
        return new Figures(binning, signal, background, wanted, Migration.of(events.events(divided)));
    }

    /** Significance of a bin. */
    double ams(int bin) {
        return Significance.ams(signal[bin], background[bin]);
    }

    /** Part of the signal of a bin that is of the process of interest. */
    double share(int bin) {
        return signal[bin] > 0 ? wanted[bin] / signal[bin] : 0;
    }
}
