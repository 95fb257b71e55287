package org.fiducia.scalefactors.tagandprobe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fiducia.api.Nullable;
import org.fiducia.api.Progress;
import org.fiducia.api.measurement.SystematicScheme;

/**
 * Scale factors of all bins.
 *
 * @param setting how spectra were fitted
 * @param data file of data
 * @param simulation file of simulation; null for none: then efficiencies in data stand in the place of scale factors
 * @param schemes what alternatives are combined with, the new one first
 * @param bins in the order of the data
 * @param skipped what was left out
 */
record ScaleFactors(
        Setting setting,
        Path data,
        @Nullable Path simulation,
        List<SystematicScheme> schemes,
        List<ScaleFactor> bins,
        List<Skipped> skipped) {
    ScaleFactors {
        schemes = List.copyOf(schemes);
        bins = List.copyOf(bins);
        skipped = List.copyOf(skipped);
    }

    /**
     * What is measured.
     *
     * @param data probes of data
     * @param simulation probes of simulation, null for none
     * @param alternative probes of an alternative simulation, null for none
     * @param fitted whether the efficiency in simulation is fitted instead of counted
     */
    record Input(
            ProbeFile data,
            @Nullable ProbeFile simulation,
            @Nullable ProbeFile alternative,
            boolean fitted) {}

    /** Fits every bin, several at a time; the result does not depend on the number of threads. */
    static ScaleFactors of(
            FitTools tools,
            Setting setting,
            List<SystematicScheme> schemes,
            Input input,
            int threads,
            Progress progress) {
        var skipped = new ArrayList<Skipped>(input.data().skipped());
        var pairs = new ArrayList<Probes[]>();
        for (Probes data : input.data().bins()) {
            Probes simulation = null;
            if (input.simulation() != null) {
                simulation = input.simulation().bin(data.bin().name());
                String why = simulation == null
                        ? "simulation has no usable histograms of it"
                        : java.util.Arrays.equals(
                                        simulation.pass().edges(), data.pass().edges())
                                ? ""
                                : "data and simulation have different binnings";
                if (!why.isEmpty()) {
                    skipped.add(new Skipped(data.bin().name(), why));
                    continue;
                }
            }
            pairs.add(new Probes[] {data, simulation});
        }
        if (input.simulation() != null) {
            input.simulation().skipped().stream()
                    .map(s -> new Skipped("simulation: " + s.what(), s.why()))
                    .forEach(skipped::add);
        }
        int perBin = FitModel.ALL.size() * (input.simulation() == null ? 1 : 2);
        progress.begin("fitting " + pairs.size() + " bins", (long) perBin * pairs.size());
        var bins = new ArrayList<ScaleFactor>();
        for (BinFits fits : fits(tools, setting, pairs, threads, progress)) {
            Probes other = input.alternative() == null
                    ? null
                    : input.alternative().bin(fits.data().bin().name());
            Efficiency alternative = other == null ? null : other.counted();
            bins.add(ScaleFactor.of(fits, input.fitted(), alternative, schemes));
        }
        return new ScaleFactors(
                setting,
                input.data().path(),
                input.simulation() == null ? null : input.simulation().path(),
                schemes,
                bins,
                skipped);
    }

    private static List<BinFits> fits(
            FitTools tools, Setting setting, List<Probes[]> pairs, int threads, Progress progress) {
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> {
            var thread = new Thread(task, "tag-and-probe");
            thread.setDaemon(true);
            return thread;
        });
        var futures = new ArrayList<Future<BinFits>>();
        try {
            for (Probes[] pair : pairs) {
                futures.add(pool.submit(() -> BinFits.of(tools, setting, pair[0], pair[1], progress)));
            }
            var fits = new ArrayList<BinFits>();
            for (Future<BinFits> future : futures) {
                fits.add(future.get());
            }
            return fits;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while fitting");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            futures.forEach(future -> future.cancel(true));
            pool.shutdownNow();
        }
    }

    /** All fits of data, or of simulation, in the order of the bins. */
    List<PairFit> fits(boolean ofData) {
        return bins.stream()
                .flatMap(bin -> (ofData ? bin.fits().dataFits() : bin.fits().simulationFits()).stream())
                .toList();
    }

    /** What the quantity is called. */
    String quantity() {
        return simulation == null ? "efficiency" : "scale factor";
    }
}
