package org.fiducia.scalefactors.corrections;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fiducia.api.Progress;
import org.fiducia.api.command.Benchmark;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Evaluates a correction in 12 × 20 bins of momentum and pseudorapidity behind a category for a million objects, in time of
 * the processor, one thread.
 * The content of a bin is its number, so that the sum is known.
 */
@Component(service = Benchmark.class)
public final class CorrectionBenchmark implements Benchmark {
    private static final int OBJECTS = 1_000_000;
    private static final int PT_BINS = 12;
    private static final int ETA_BINS = 20;
    private static final long SEED = 7;

    private final int repetitions;

    /** With the repetitions that a stable median needs. */
    @Activate
    public CorrectionBenchmark() {
        this(21);
    }

    CorrectionBenchmark(int repetitions) {
        this.repetitions = repetitions;
    }

    @Override
    public String id() {
        return "corrections";
    }

    @Override
    public String title() {
        return "corrections in two-dimensional bins";
    }

    private static String edges(int bins, double low, double width) {
        return IntStream.rangeClosed(0, bins)
                .mapToObj(k -> String.valueOf(low + width * k))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static Correction correction() throws IOException {
        String content =
                IntStream.range(0, PT_BINS * ETA_BINS).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        Path file = Files.createTempFile("corrections", ".json");
        try {
            Files.writeString(
                    file,
                    "{\"schema_version\": 2, \"corrections\": [{\"name\": \"sf\", \"version\": 1, \"inputs\": ["
                            + "{\"name\": \"variation\", \"type\": \"string\"}, {\"name\": \"pt\", \"type\": \"real\"},"
                            + " {\"name\": \"eta\", \"type\": \"real\"}], \"output\": {\"name\": \"w\", \"type\": \"real\"},"
                            + " \"data\": {\"nodetype\": \"category\", \"input\": \"variation\", \"content\": ["
                            + "{\"key\": \"nominal\", \"value\": {\"nodetype\": \"multibinning\", \"inputs\": [\"pt\","
                            + " \"eta\"], \"edges\": [" + edges(PT_BINS, 10, 8) + ", " + edges(ETA_BINS, -2.5, 0.25)
                            + "], \"content\": [" + content + "], \"flow\": \"clamp\"}}]}}]}");
            return CorrectionSet.read(file).correction("sf");
        } finally {
            Files.delete(file);
        }
    }

    @Override
    public List<Row> run(Path inputs, Progress progress) throws IOException {
        Correction correction = correction();
        var random = new SplittableRandom(SEED);
        var pt = new double[OBJECTS];
        var eta = new double[OBJECTS];
        double expected = 0;
        for (int k = 0; k < OBJECTS; k++) {
            int i = random.nextInt(PT_BINS);
            int j = random.nextInt(ETA_BINS);
            pt[k] = 10 + 8 * (i + random.nextDouble());
            eta[k] = -2.5 + 0.25 * (j + 0.5);
            expected += i * ETA_BINS + j;
        }
        Values values = correction.values().set(0, "nominal");
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        var rates = new double[repetitions];
        double sum = 0;
        for (int r = 0; r < rates.length; r++) {
            progress.checkCancelled();
            long began = clock.getCurrentThreadCpuTime();
            sum = 0;
            for (int k = 0; k < OBJECTS; k++) {
                sum += correction.evaluate(values.set(1, pt[k]).set(2, eta[k]));
            }
            rates[r] = OBJECTS / ((clock.getCurrentThreadCpuTime() - began) * 1e-3);
        }
        Arrays.sort(rates);
        double spread = (rates[3 * rates.length / 4] - rates[rates.length / 4]) / 2;
        return List.of(
                new Row("evaluations", rates[rates.length / 2], spread, "10^6/s", Double.NaN, true),
                new Row("sum of values", sum, Double.NaN, "", expected, sum == expected));
    }
}
