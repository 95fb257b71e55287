package org.fiducia.reader.root;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.command.Benchmark;
import org.fiducia.api.event.BranchInfo;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Opens and reads every branch of the 51-branch tree of {@code uproot-HZZ.root} (zlib), and of the same tree in other
 * compressions where they are there, and every field of the RNTuple of ROOT's staff tutorial: one thread, the file in the
 * cache of the system, opening and decompression within the time.
 */
@Component(service = Benchmark.class)
public final class ReadBenchmark implements Benchmark {
    private static final String FOLDER = "../data/formats";
    private static final String TREE = "events";
    private static final String NTUPLE = "rntuple/ntpl001_staff_rntuple_v1-0-0-0.root";
    private static final String NTUPLE_NAME = "Staff";

    /** Values that independent readers find. */
    private static final long EVENTS = 2421;

    private static final long MUONS = 3825;
    private static final double SUM_ABS_PX = 124454.201;
    private static final double TOLERANCE = 5e-4;
    private static final long STAFF = 3354;
    private static final long LAST_COST = 12716;

    private static final double WARM_UP_SECONDS = 1.5;
    private static final int REPETITIONS = 200;

    private final double warmUpSeconds;
    private final int repetitions;

    /** With the repetitions that a stable median needs. */
    @Activate
    public ReadBenchmark() {
        this(WARM_UP_SECONDS, REPETITIONS);
    }

    ReadBenchmark(double warmUpSeconds, int repetitions) {
        this.warmUpSeconds = warmUpSeconds;
        this.repetitions = repetitions;
    }

    @Override
    public String id() {
        return "root-read";
    }

    @Override
    public String title() {
        return "reading all branches of a ROOT file";
    }

    @Override
    public List<Row> run(Path inputs, Progress progress) throws IOException {
        Path folder = inputs.resolve(FOLDER).normalize();
        Path required = folder.resolve("uproot-HZZ.root");
        if (!Files.exists(required)) {
            throw new FiduciaException(
                    Kind.INPUT,
                    "the benchmark root-read needs " + required,
                    "give --inputs a folder beside which data/formats has it (it comes with the uproot test files)");
        }
        var rows = new ArrayList<Row>();
        measure("zlib", required, TREE, EVENTS, progress, rows);
        check("zlib", required, rows);
        for (String codec : List.of("uncompressed", "lz4", "zstd", "lzma")) {
            Path file = folder.resolve("uproot-HZZ-" + codec + ".root");
            if (Files.exists(file)) {
                measure(codec, file, TREE, EVENTS, progress, rows);
                check(codec, file, rows);
            }
        }
        Path ntuple = folder.resolve(NTUPLE);
        if (Files.exists(ntuple)) {
            measure("RNTuple", ntuple, NTUPLE_NAME, STAFF, progress, rows);
            checkNtuple(ntuple, rows);
        }
        return rows;
    }

    private void measure(String codec, Path file, String tree, long events, Progress progress, List<Row> rows)
            throws IOException {
        progress.begin("root-read " + codec, repetitions);
        long end = System.nanoTime() + (long) (warmUpSeconds * 1e9);
        long bytes = readAll(file, tree);
        while (System.nanoTime() < end) {
            progress.checkCancelled();
            readAll(file, tree);
        }
        var clock = ManagementFactory.getThreadMXBean();
        var seconds = new double[repetitions];
        for (int i = 0; i < repetitions; i++) {
            progress.checkCancelled();
            long start = clock.getCurrentThreadCpuTime();
            readAll(file, tree);
            seconds[i] = (clock.getCurrentThreadCpuTime() - start) * 1e-9;
            progress.advance(1);
        }
        Arrays.sort(seconds);
        double median = seconds[repetitions / 2];
        double spread = (seconds[3 * repetitions / 4] - seconds[repetitions / 4]) / 2;
        rows.add(new Row(codec + ": open and read, CPU", median * 1e3, spread * 1e3, "ms", Double.NaN, true));
        rate(rows, codec + ": events", events / 1e3, median, spread, "k/s");
        rate(rows, codec + ": values as read", bytes / 1e6, median, spread, "MB/s");
        rate(rows, codec + ": file", Files.size(file) / 1e6, median, spread, "MB/s");
    }

    private static void rate(
            List<Row> rows, String quantity, double amount, double median, double spread, String unit) {
        double rate = amount / median;
        rows.add(new Row(quantity, rate, rate * spread / median, unit, Double.NaN, true));
    }

    /** Reads every branch. Returns the bytes that the values take in memory. */
    private static long readAll(Path file, String tree) throws IOException {
        long bytes = 0;
        try (EventFile open = new RootReader().open(file)) {
            List<String> branches = open.trees().get(0).branches().stream()
                    .map(BranchInfo::name)
                    .toList();
            try (var cursor = open.read(tree, branches)) {
                for (EventBatch batch = cursor.next(); batch != null; batch = cursor.next()) {
                    for (Column column : batch.columns().values()) {
                        bytes += (long) column.length() * Double.BYTES;
                    }
                }
            }
        }
        return bytes;
    }

    private static void check(String codec, Path file, List<Row> rows) throws IOException {
        long events = 0;
        long muons = 0;
        double sum = 0;
        try (EventFile open = new RootReader().open(file);
                var cursor = open.read(TREE, List.of("Muon_Px"))) {
            for (EventBatch batch = cursor.next(); batch != null; batch = cursor.next()) {
                events += batch.size();
                for (double px : batch.reals("Muon_Px")) {
                    muons++;
                    sum += Math.abs(px);
                }
            }
        }
        rows.add(new Row(codec + ": events", events, Double.NaN, "", EVENTS, events == EVENTS));
        rows.add(new Row(codec + ": muons", muons, Double.NaN, "", MUONS, muons == MUONS));
        boolean same = Math.abs(sum - SUM_ABS_PX) < TOLERANCE;
        rows.add(new Row(codec + ": sum |Muon_Px|", sum, Double.NaN, "GeV", SUM_ABS_PX, same));
    }

    private static void checkNtuple(Path file, List<Row> rows) throws IOException {
        long events = 0;
        long cost = 0;
        try (EventFile open = new RootReader().open(file);
                var cursor = open.read(NTUPLE_NAME, List.of("Cost"))) {
            for (EventBatch batch = cursor.next(); batch != null; batch = cursor.next()) {
                events += batch.size();
                cost = batch.integers("Cost")[batch.size() - 1];
            }
        }
        rows.add(new Row("RNTuple: entries", events, Double.NaN, "", STAFF, events == STAFF));
        rows.add(new Row("RNTuple: last cost", cost, Double.NaN, "", LAST_COST, cost == LAST_COST));
    }
}
