package org.fiducia.benchmark.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.command.Benchmark;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * What many files cost: the selection of the sample data once, ten and a hundred times, by one thread, wall clock. Every copy is
 * a file of its own. The check columns say that the events are as many times as many, that the cost of the copies grows as
 * their number and no faster, and that the memory stays below its limit.
 */
@Component(service = Benchmark.class)
public final class ScalingBenchmark implements Benchmark {
    private static final int[] TIMES = {1, 10, 100};
    private static final String CARD = "etc/analysis.json";
    private static final String DATA = "data/run3";
    private static final String SUFFIX = ".root";
    private static final Pattern ENTRIES = Pattern.compile("\\), (\\d+) events");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    /** What the cost of a copy may grow by between ten and a hundred. */
    private static final double GROWTH = 1.25;

    /** Gigabytes of a process whose heap is 1. */
    private static final double MEMORY = 1.5;

    private final Optional<Path> home;

    @Activate
    public ScalingBenchmark(BundleContext context) {
        home = Optional.ofNullable(context.getProperty("fiducia.home")).map(Path::of);
    }

    @Override
    public String id() {
        return "scaling";
    }

    @Override
    public String title() {
        return "cost of many files: the sample data once, ten and a hundred times";
    }

    /**
     * A selection.
     *
     * @param seconds that passed
     * @param entries events that were read
     * @param gigabytes of memory at most; NaN where the system does not tell
     */
    private record Run(double seconds, long entries, double gigabytes) {}

    @Override
    public List<Row> run(Path inputs, Progress progress) throws IOException {
        var product = Product.of(home);
        if (!Files.isDirectory(product.home().resolve(DATA))) {
            throw new FiduciaException(
                    Kind.USAGE,
                    product.home() + " has no sample data in " + DATA,
                    "call this benchmark from a distribution that has it");
        }
        Path scratch = Files.createTempDirectory("fiducia-bench-");
        try {
            var runs = new ArrayList<Run>();
            for (int times : TIMES) {
                progress.begin("scaling: " + times + " times", 0);
                runs.add(select(product, scratch, copies(product, scratch, times), progress));
            }
            return rows(runs);
        } finally {
            Product.delete(scratch);
        }
    }

    private static List<Row> rows(List<Run> runs) {
        var rows = new ArrayList<Row>();
        Run once = runs.get(0);
        for (int k = 0; k < TIMES.length; k++) {
            Run run = runs.get(k);
            String what = "select, " + TIMES[k] + " times the data";
            rows.add(new Row(what, run.seconds(), Double.NaN, "s", Double.NaN, true));
            double expected = (double) TIMES[k] * once.entries();
            rows.add(new Row(what + ": events", run.entries(), Double.NaN, "", expected, run.entries() == expected));
            if (run.gigabytes() > 0) {
                boolean low = run.gigabytes() < MEMORY;
                rows.add(new Row(what + ": memory (limit)", run.gigabytes(), Double.NaN, "GB", MEMORY, low));
            }
        }
        double first = slope(runs, 0);
        double second = slope(runs, 1);
        rows.add(new Row("a copy more, up to 10", first, Double.NaN, "s", Double.NaN, true));
        double limit = GROWTH * first;
        rows.add(new Row("a copy more, up to 100 (limit)", second, Double.NaN, "s", limit, second < limit));
        rows.add(new Row(
                "events of further copies", once.entries() / second * 1e-3, Double.NaN, "k/s", Double.NaN, true));
        return rows;
    }

    /** Seconds of a copy more. */
    private static double slope(List<Run> runs, int from) {
        return (runs.get(from + 1).seconds() - runs.get(from).seconds()) / (TIMES[from + 1] - TIMES[from]);
    }

    /** A card of copies of the sample data. */
    private static Path copies(Product product, Path scratch, int times) throws IOException {
        Path data = product.home().resolve(DATA);
        Path folder = Files.createDirectories(scratch.resolve("data" + times));
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.filter(f -> f.toString().endsWith(SUFFIX)).toList()) {
                Path first = null;
                String name = file.getFileName().toString();
                for (int k = 0; k < times; k++) {
                    Path copy = folder.resolve(name.replace(SUFFIX, "__" + k + SUFFIX));
                    first = first == null ? Files.copy(file, copy) : linked(first, copy);
                }
            }
        }
        String card = Files.readString(product.home().resolve(CARD))
                .replace("\"../" + DATA + "\"", "\"" + folder.toString().replace("\\", "/") + "\"")
                .replace(SUFFIX + "\"", "__*" + SUFFIX + "\"");
        return Files.writeString(scratch.resolve("card" + times + ".json"), card);
    }

    /** Another name of a file, which takes no room; a copy where there are none. */
    private static Path linked(Path first, Path copy) throws IOException {
        try {
            Files.createLink(copy, first);
        } catch (UnsupportedOperationException | IOException e) {
            Files.copy(first, copy);
        }
        return first;
    }

    private static Run select(Product product, Path scratch, Path card, Progress progress) throws IOException {
        long began = System.nanoTime();
        Process process = product.start(
                scratch, scratch.resolve("store"), "select", "--card", card.toString(), "--threads", "1", "--fresh");
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        var text = new StringBuilder();
        long entries = 0;
        double peak = Double.NaN;
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                progress.checkCancelled();
                text.append(line).append('\n');
                Matcher matcher = ENTRIES.matcher(line);
                if (matcher.find()) {
                    entries += Long.parseLong(matcher.group(1));
                    peak = Double.isNaN(peak) ? peak(status) : peak;
                }
            }
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
        Product.await(process, text.toString());
        return new Run((System.nanoTime() - began) * 1e-9, entries, peak);
    }

    /** Memory that a process has had at most, gigabytes; NaN where it is not told. */
    private static double peak(Path status) {
        try {
            Matcher matcher = PEAK.matcher(Files.readString(status));
            return matcher.find() ? Double.parseDouble(matcher.group(1)) * 1e-6 : Double.NaN;
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
