package org.fiducia.binning.significance;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.Progress;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.ObservableInfo;

/**
 * Default bins and the bins that are proposed instead: significance scan of each slice, then stability, then response trials;
 * the thresholds of a corner by purity.
 *
 * @param process process in which the last bin of a corner is made pure; empty where there is no corner
 */
record Proposal(
        Analysis analysis,
        ObservableInfo observable,
        String process,
        Figures before,
        Figures after,
        int trials,
        long seed) {
    static Proposal of(
            Analysis analysis,
            ObservableInfo observable,
            Simulation simulation,
            Backgrounds backgrounds,
            String process,
            int trials,
            long seed,
            Progress progress) {
        Binning defaults = observable.binning();
        Corner corner = Corner.of(defaults);
        List<Slice> slices = corner == null
                ? Slice.of(defaults)
                : defaults.bins().stream().map(Slice::alone).toList();
        progress.begin("expected events of " + observable.id(), 0);
        Yields yields = Yields.of(slices, simulation, backgrounds, progress);
        var events = new Migration.Events(slices, simulation.matched());
        Figures before = Figures.of(slices, yields, events, simulation, process);
        if (corner != null) {
            progress.begin("corner of " + observable.id(), 0);
            List<Slice> cut = corner.purify(process, simulation, backgrounds, progress);
            Yields beyond = Yields.of(cut, simulation, backgrounds, progress);
            var moved = new Migration.Events(cut, simulation.matched());
            Figures after = Figures.of(cut, beyond, moved, simulation, process);
            return new Proposal(analysis, observable, process, before, after, trials, seed);
        }
        var scanned = new ArrayList<Slice>();
        for (int k = 0; k < slices.size(); k++) {
            scanned.add(SignificanceScan.scan(yields, k, slices.get(k)));
        }
        progress.begin("stability of " + observable.id(), 0);
        List<Slice> stable = new Stability(slices, simulation).merge(scanned);
        List<Slice> best = new ResponseTrials(yields, events, stable).best(trials, seed, progress);
        Figures after = Figures.of(best, yields, events, simulation, process);
        return new Proposal(analysis, observable, "", before, after, trials, seed);
    }
}
