package org.fiducia.reader.hepmc;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.command.Benchmark;
import org.fiducia.api.event.BranchInfo;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile;
import org.fiducia.reader.hepmc.internal.text.Lines;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Reads every column of {@code ggH.hepmc3.gz}: one thread, the file in the cache of the system, opening, decompression, text,
 * dressing, isolation and jets within the time; beside it the decompression alone, below which nothing can be.
 */
@Component(service = Benchmark.class)
public final class HepmcBenchmark implements Benchmark {
    private static final String FILE = "../data/hepmc/ggH.hepmc3.gz";

    /** What is known of the file. */
    private static final long EVENTS = 120;

    private static final long PARTICLES = 157_165;

    private static final double WARM_UP_SECONDS = 3;
    private static final int REPETITIONS = 40;

    private final double warmUpSeconds;
    private final int repetitions;

    /** With the repetitions that a stable median needs. */
    @Activate
    public HepmcBenchmark() {
        this(WARM_UP_SECONDS, REPETITIONS);
    }

    HepmcBenchmark(double warmUpSeconds, int repetitions) {
        this.warmUpSeconds = warmUpSeconds;
        this.repetitions = repetitions;
    }

    @Override
    public String id() {
        return "hepmc-read";
    }

    @Override
    public String title() {
        return "generated events from HepMC text to leptons and jets";
    }

    /** Reads the file and says how many events or lines there were. */
    private interface Work {
        long run() throws IOException;
    }

    @Override
    public List<Row> run(Path inputs, Progress progress) throws IOException {
        Path file = inputs.resolve(FILE).normalize();
        if (!Files.exists(file)) {
            throw new FiduciaException(
                    Kind.INPUT,
                    "the benchmark hepmc-read needs " + file,
                    "give --inputs a folder beside which data/hepmc has it");
        }
        double[] all = seconds(() -> readAll(file), progress);
        double[] text = seconds(() -> lines(file), progress);
        long events = readAll(file);
        double thousands = PARTICLES / 1e3;
        return List.of(
                new Row(
                        "events, CPU of one thread",
                        EVENTS / all[0],
                        EVENTS / all[0] * all[1] / all[0],
                        "1/s",
                        Double.NaN,
                        true),
                new Row(
                        "events of 1000 particles",
                        thousands / all[0],
                        thousands / all[0] * all[1] / all[0],
                        "1/s",
                        Double.NaN,
                        true),
                new Row(
                        "the same, decompressed and split into lines alone",
                        thousands / text[0],
                        thousands / text[0] * text[1] / text[0],
                        "1/s",
                        Double.NaN,
                        true),
                new Row("events", events, Double.NaN, "", EVENTS, events == EVENTS));
    }

    /** Median and half the distance of the quartiles. */
    private double[] seconds(Work work, Progress progress) throws IOException {
        progress.begin(id(), repetitions);
        long end = System.nanoTime() + (long) (warmUpSeconds * 1e9);
        do {
            progress.checkCancelled();
            work.run();
        } while (System.nanoTime() < end);
        var clock = ManagementFactory.getThreadMXBean();
        var seconds = new double[repetitions];
        for (int i = 0; i < repetitions; i++) {
            progress.checkCancelled();
            long start = clock.getCurrentThreadCpuTime();
            work.run();
            seconds[i] = (clock.getCurrentThreadCpuTime() - start) * 1e-9;
            progress.advance(1);
        }
        Arrays.sort(seconds);
        return new double[] {seconds[repetitions / 2], (seconds[3 * repetitions / 4] - seconds[repetitions / 4]) / 2};
    }

    private static long readAll(Path path) throws IOException {
        long events = 0;
        try (EventFile file = new HepmcReader().open(path)) {
            List<String> branches = file.outline().get(0).branches().stream()
                    .map(BranchInfo::name)
                    .toList();
            try (var cursor = file.read(HepmcFile.TREE, branches)) {
                for (EventBatch batch = cursor.next(); batch != null; batch = cursor.next()) {
                    events += batch.size();
                }
            }
        }
        return events;
    }

    private static long lines(Path path) throws IOException {
        try (var lines = new Lines(path)) {
            while (lines.advance()) {
                // counts
            }
            return lines.number();
        }
    }
}
