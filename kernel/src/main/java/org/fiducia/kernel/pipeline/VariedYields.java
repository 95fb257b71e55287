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
 * What changes of candidates make of the yields: one pass over the events of each sample for all changes. Samples are done by
 * several threads, each in the order of its events, so that sums are the same for any number of threads.
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
    /** Of a sample: sums by change and bin, and whether anything is in another bin. */
    private record Sums(double[][] sums, boolean[] moved) {}

    /** Of each change. */
    List<Yields> all() {
        var tasks = new ArrayList<Callable<Sums>>();
        for (int s = 0; s < samples.size(); s++) {
            int sample = s;
            tasks.add(() -> Plugins.guard(plugin, () -> of(sample)));
        }
        List<Sums> found = workers.all(tasks);
        var yields = new ArrayList<Yields>();
        for (int c = 0; c < changes.size(); c++) {
            boolean moved = false;
            Map<Sample, double[]> sums = new HashMap<>();
            for (int s = 0; s < samples.size(); s++) {
                moved |= found.get(s).moved()[c];
                sums.put(samples.get(s).sample(), found.get(s).sums()[c]);
            }
            yields.add(new Yields(moved, sums));
        }
        return yields;
    }

    private Sums of(int number) {
        BinnedSample sample = samples.get(number);
        boolean[] absent = BinningStage.absent(plugin.info().reconstructed());
        var done = new Sums(new double[changes.size()][absent.length], new boolean[changes.size()]);
        for (int e = 0; e < sample.events().size(); e++) {
            SelectedEvent event = sample.events().get(e);
            double weight = sample.sample().scale() * event.selectedWeight();
            for (int c = 0; c < changes.size(); c++) {
                SelectedEvent varied = changes.get(c).get(number).of(e, event);
                boolean same = varied.reco() == event.reco();
                int bin = same ? sample.recoBin()[e] : BinningStage.reconstructed(plugin, absent, varied);
                done.moved()[c] |= bin != sample.recoBin()[e];
                if (bin >= 0 && (same ? sample.fitted()[e] : variable.isFitted(varied))) {
                    done.sums()[c][bin] += weight;
                }
            }
        }
        return done;
    }
}
