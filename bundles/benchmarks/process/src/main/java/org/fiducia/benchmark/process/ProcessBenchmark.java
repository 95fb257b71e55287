package org.fiducia.benchmark.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fiducia.api.Progress;
import org.fiducia.api.command.Benchmark;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Times whole processes of the distribution, wall clock: from start to the first line of help, and the main job with an
 * empty and with a filled store; then the chain of two photons, from the calibration of their energies to the mass. The check
 * column says whether the median is below the limit beside it.
 */
@Component(service = Benchmark.class)
public final class ProcessBenchmark implements Benchmark {
    private static final int RUNS = 5;
    private static final int CHAIN_RUNS = 3;
    private static final String OBSERVABLE = "pT4l";
    private static final String PHOTONS = "etc/hgg.json";

    private final Optional<Path> home;

    @Activate
    public ProcessBenchmark(BundleContext context) {
        home = Optional.ofNullable(context.getProperty("fiducia.home")).map(Path::of);
    }

    @Override
    public String id() {
        return "process";
    }

    @Override
    public String title() {
        return "whole processes: help, the main job cold and warm, and the chain of two photons";
    }

    @Override
    public List<Row> run(Path inputs, Progress progress) throws IOException {
        var product = Product.of(home);
        Path scratch = Files.createTempDirectory("fiducia-bench-");
        try {
            firstLine(product, scratch); // makes the archive of classes when there is none
            var help = new double[RUNS];
            var cold = new double[RUNS];
            var warm = new double[RUNS];
            for (int i = 0; i < RUNS; i++) {
                progress.begin("process: run " + (i + 1) + " of " + RUNS, 0);
                progress.checkCancelled();
                help[i] = firstLine(product, scratch);
                Path store = scratch.resolve("store" + i);
                cold[i] = job(product, scratch, store, "measure", OBSERVABLE);
                warm[i] = job(product, scratch, store, "measure", OBSERVABLE);
            }
            var rows = new ArrayList<>(List.of(
                    row("start to first line of help", help, 1),
                    row("measure " + OBSERVABLE + ", empty store", cold, 10),
                    row("measure " + OBSERVABLE + ", filled store", warm, 2)));
            rows.addAll(chain(product, scratch, progress));
            return rows;
        } finally {
            Product.delete(scratch);
        }
    }

    /** The chain of two photons, where the distribution has its card. */
    private static List<Row> chain(Product product, Path scratch, Progress progress) throws IOException {
        Path original = product.home().resolve(PHOTONS);
        if (!Files.isRegularFile(original)) {
            return List.of();
        }
        Path data = product.home().resolve("data").toAbsolutePath();
        Path card =
                Files.createDirectories(scratch.resolve("etc")).resolve("hgg.json"); // constants are beside its folder
        Files.writeString(card, Files.readString(original).replace("../data/", data + "/"));
        var calibrate = new double[CHAIN_RUNS];
        var cold = new double[CHAIN_RUNS];
        var warm = new double[CHAIN_RUNS];
        for (int i = 0; i < CHAIN_RUNS; i++) {
            progress.begin("process: two photons, run " + (i + 1) + " of " + CHAIN_RUNS, 0);
            progress.checkCancelled();
            Path store = scratch.resolve("photons" + i);
            calibrate[i] = job(product, scratch, store, "calibrate", "--card", card.toString());
            cold[i] = job(product, scratch, store, "measure", "mass", "--card", card.toString());
            warm[i] = job(product, scratch, store, "measure", "mass", "--card", card.toString());
        }
        return List.of(
                row("calibrate photons, empty store", calibrate, 60),
                row("measure mass of two photons, nothing selected", cold, 120),
                row("measure mass of two photons, filled store", warm, 60));
    }

    private static double firstLine(Product product, Path scratch) throws IOException {
        long began = System.nanoTime();
        Process process = product.start(scratch, scratch.resolve("store"), "help");
        try (BufferedReader reader = process.inputReader()) {
            reader.readLine();
            double seconds = (System.nanoTime() - began) * 1e-9;
            Product.await(process, reader.lines().toList().toString());
            return seconds;
        }
    }

    /** Wall time of a process, seconds. */
    private static double job(Product product, Path scratch, Path store, String... words) throws IOException {
        long began = System.nanoTime();
        Process process = product.start(scratch, store, words);
        try (InputStream stream = process.getInputStream()) {
            String output = new String(stream.readAllBytes());
            Product.await(process, output);
        }
        return (System.nanoTime() - began) * 1e-9;
    }

    private static Row row(String quantity, double[] seconds, double limit) {
        Arrays.sort(seconds);
        double median = seconds[seconds.length / 2];
        double spread = (seconds[seconds.length * 3 / 4] - seconds[seconds.length / 4]) / 2;
        return new Row(quantity + " (limit)", median, spread, "s", limit, median < limit);
    }
}
