package org.fiducia.benchmark.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.command.Benchmark;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Times whole processes of the distribution, wall clock: from start to the first line of help, and the main job with an
 * empty and with a filled store. The check column says whether the median is below the limit beside it.
 */
@Component(service = Benchmark.class)
public final class ProcessBenchmark implements Benchmark {
    private static final int RUNS = 5;
    private static final String OBSERVABLE = "pT4l";

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
        return "whole processes: help, and the main job cold and warm";
    }

    @Override
    public List<Row> run(Path inputs, Progress progress) throws IOException {
        if (home.filter(folder -> Files.isExecutable(folder.resolve("bin/fiducia")))
                .isEmpty()) {
            throw new FiduciaException(
                    Kind.USAGE, "there is no distribution to run", "call this benchmark from bin/fiducia");
        }
        Path scratch = Files.createTempDirectory("fiducia-bench-");
        try {
            firstLine(scratch); // makes the archive of classes when there is none
            var help = new double[RUNS];
            var cold = new double[RUNS];
            var warm = new double[RUNS];
            for (int i = 0; i < RUNS; i++) {
                progress.begin("process: run " + (i + 1) + " of " + RUNS, 0);
                progress.checkCancelled();
                help[i] = firstLine(scratch);
                Path store = scratch.resolve("store" + i);
                cold[i] = mainJob(scratch, store);
                warm[i] = mainJob(scratch, store);
            }
            return List.of(
                    row("start to first line of help", help, 1),
                    row("measure " + OBSERVABLE + ", empty store", cold, 10),
                    row("measure " + OBSERVABLE + ", filled store", warm, 2));
        } finally {
            try (Stream<Path> files = Files.walk(scratch)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private double firstLine(Path scratch) throws IOException {
        long began = System.nanoTime();
        Process process = start(scratch, scratch.resolve("store"), "help");
        try (BufferedReader reader = process.inputReader()) {
            reader.readLine();
            double seconds = (System.nanoTime() - began) * 1e-9;
            await(process, reader.lines().toList().toString());
            return seconds;
        }
    }

    private double mainJob(Path scratch, Path store) throws IOException {
        long began = System.nanoTime();
        Process process = start(scratch, store, "measure", OBSERVABLE);
        try (InputStream stream = process.getInputStream()) {
            String output = new String(stream.readAllBytes());
            await(process, output);
        }
        return (System.nanoTime() - began) * 1e-9;
    }

    private Process start(Path scratch, Path store, String... words) throws IOException {
        var command = new ArrayList<>(
                List.of(home.orElseThrow().resolve("bin/fiducia").toString()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).directory(scratch.toFile()).redirectErrorStream(true);
        builder.environment().put("FIDUCIA_STORE", store.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    private static void await(Process process, String output) {
        try {
            if (process.waitFor() != 0) {
                throw new FiduciaException(
                        Kind.PLUGIN, "the process failed: " + output.strip(), "run the verb by hand and see why");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Row row(String quantity, double[] seconds, double limit) {
        Arrays.sort(seconds);
        double median = seconds[seconds.length / 2];
        double spread = (seconds[seconds.length * 3 / 4] - seconds[seconds.length / 4]) / 2;
        return new Row(quantity + " (limit)", median, spread, "s", limit, median < limit);
    }
}
