package org.fiducia.kernel.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.fiducia.api.channel.EventChange;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.NuisanceSource.Yields;
import org.fiducia.api.measurement.Sample;
import org.fiducia.api.observable.Classification;
import org.fiducia.kernel.jobs.Workers;
import org.fiducia.kernel.plugins.Plugins;

/**
 * What changes of candidates make of the yields: one pass over the events for all changes, in pieces that several threads do.
 * Sums are those of the pieces, one after the other, and so the same for any number of threads.
 *
 * @param samples simulated ones
 * @param changes of the events of the samples [change][sample]
 */
record VariedYields(
        Classification<?> plugin,
        FitVariable variable,
        List<BinnedSample> samples,
        List<List<EventChange>> changes,
        Workers workers) {
    /** Of some events of a sample: sums by change and bin, and whether anything is in another bin. */
    private record Piece(int sample, double[][] sums, boolean[] moved) {}

    /** Of each change. */
    List<Yields> all() {
        int bins = plugin.info().reconstructed().size();
        var tasks = new ArrayList<Callable<Piece>>();
        List<Integer> sizes = samples.stream().map(s -> s.events().size()).toList();
        Workers.pieces(sizes)
                .forEach(piece -> tasks.add(() -> Plugins.guard(plugin, () -> {
                    var done = new Piece(piece.list(), new double[changes.size()][bins], new boolean[changes.size()]);
                    add(done, piece.from(), piece.to());
                    return done;
                })));
        var sums = new ArrayList<Map<Sample, double[]>>();
        boolean[] moved = new boolean[changes.size()];
        for (int c = 0; c < moved.length; c++) {
            Map<Sample, double[]> empty = new HashMap<>();
            samples.forEach(sample -> empty.put(sample.sample(), new double[bins]));
            sums.add(empty);
        }
        for (Piece piece : workers.all(tasks)) {
            Sample sample = samples.get(piece.sample()).sample();
            for (int c = 0; c < moved.length; c++) {
                moved[c] |= piece.moved()[c];
                double[] all = sums.get(c).computeIfAbsent(sample, missing -> new double[bins]);
                for (int bin = 0; bin < bins; bin++) {
                    all[bin] += piece.sums()[c][bin];
                }
            }
        }
        var yields = new ArrayList<Yields>();
        for (int c = 0; c < moved.length; c++) {
            yields.add(new Yields(moved[c], sums.get(c)));
        }
        return yields;
    }

    private void add(Piece piece, int from, int to) {
        BinnedSample sample = samples.get(piece.sample());
        boolean[] absent = BinningStage.absent(plugin.info().reconstructed());
        for (int e = from; e < to; e++) {
            SelectedEvent event = sample.events().get(e);
            double weight = sample.sample().scale() * event.selectedWeight();
            for (int c = 0; c < changes.size(); c++) {
                SelectedEvent varied = changes.get(c).get(piece.sample()).of(e, event);
                boolean same = varied.reco() == event.reco();
                int bin = same ? sample.recoBin()[e] : BinningStage.reconstructed(plugin, absent, varied);
                piece.moved()[c] |= bin != sample.recoBin()[e];
                if (bin >= 0 && (same ? sample.fitted()[e] : variable.isFitted(varied))) {
                    piece.sums()[c][bin] += weight;
                }
            }
        }
    }
}
