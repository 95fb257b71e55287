package org.fiducia.scalefactors.corrections;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
 * Evaluates corrections for a million objects, in time of the processor, one thread: in 12 × 20 bins of momentum and
 * pseudorapidity behind a category, one by one and by columns, in bins of momentum, and formulas of the momentum in such bins.
 * The content of a bin is its number, or a formula with that as a parameter, so that the sum is known.
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

    /** Contents of bins: their numbers k, or formulas k + pT/1000. */
    private static String content(int bins, boolean formula) {
        return IntStream.range(0, bins)
                .mapToObj(k -> formula
                        ? "{\"nodetype\": \"formula\", \"parser\": \"TFormula\", \"variables\": [\"pt\"], \"parameters\": ["
                                + k + "], \"expression\": \"[0] + exp(log(x))/1000\"}"
                        : String.valueOf(k))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String correction(String name, String nominal) {
        return "{\"name\": \"" + name
                + "\", \"version\": 1, \"inputs\": [{\"name\": \"variation\", \"type\": \"string\"},"
                + " {\"name\": \"pt\", \"type\": \"real\"}, {\"name\": \"eta\", \"type\": \"real\"}],"
                + " \"output\": {\"name\": \"w\", \"type\": \"real\"}, \"data\": {\"nodetype\": \"category\","
                + " \"input\": \"variation\", \"content\": [{\"key\": \"nominal\", \"value\": " + nominal + "}]}}";
    }

    private static String plane(boolean formula) {
        return "{\"nodetype\": \"multibinning\", \"inputs\": [\"pt\", \"eta\"], \"edges\": [" + edges(PT_BINS, 10, 8)
                + ", " + edges(ETA_BINS, -2.5, 0.25) + "], \"flow\": \"clamp\", \"content\": "
                + content(PT_BINS * ETA_BINS, formula) + "}";
    }

    private static CorrectionSet corrections() throws IOException {
        Path file = Files.createTempFile("corrections", ".json");
        try {
            String line = "{\"nodetype\": \"binning\", \"input\": \"pt\", \"flow\": \"clamp\", \"edges\": "
                    + edges(PT_BINS, 10, 8) + ", \"content\": " + content(PT_BINS, false) + "}";
            Files.writeString(
                    file,
                    "{\"schema_version\": 2, \"corrections\": [" + correction("line", line) + ", "
                            + correction("plane", plane(false)) + ", " + correction("formulas", plane(true)) + "]}");
            return CorrectionSet.read(file);
        } finally {
            Files.delete(file);
        }
    }

    /** Objects in the middle of bins of pseudorapidity. */
    private record Objects(double[] pt, double[] eta, double inLine, double inPlane, double inFormulas) {
        static Objects random() {
            var random = new SplittableRandom(SEED);
            var pt = new double[OBJECTS];
            var eta = new double[OBJECTS];
            double line = 0;
            double plane = 0;
            double formulas = 0;
            for (int k = 0; k < OBJECTS; k++) {
                int i = random.nextInt(PT_BINS);
                int j = random.nextInt(ETA_BINS);
                pt[k] = 10 + 8 * (i + random.nextDouble());
                eta[k] = -2.5 + 0.25 * (j + 0.5);
                line += i;
                plane += i * ETA_BINS + j;
                formulas += pt[k] / 1000;
            }
            return new Objects(pt, eta, line, plane, plane + formulas);
        }
    }

    /** Evaluates all objects. */
    private interface Round {
        double sum();
    }

    private List<Row> rows(String name, double expected, double tolerance, Round round, Progress progress) {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        var rates = new double[repetitions];
        double sum = 0;
        for (int r = 0; r < rates.length; r++) {
            progress.checkCancelled();
            long began = clock.getCurrentThreadCpuTime();
            sum = round.sum();
            rates[r] = OBJECTS / ((clock.getCurrentThreadCpuTime() - began) * 1e-3);
        }
        Arrays.sort(rates);
        double spread = (rates[3 * rates.length / 4] - rates[rates.length / 4]) / 2;
        return List.of(
                new Row(name, rates[rates.length / 2], spread, "10^6/s", Double.NaN, true),
                new Row(
                        name + ", sum",
                        sum,
                        Double.NaN,
                        "",
                        expected,
                        Math.abs(sum - expected) <= tolerance * expected));
    }

    private static Round columns(Correction correction, Objects objects) {
        Values values = correction.values().set(0, "nominal");
        double[][] columns = {new double[0], objects.pt(), objects.eta()};
        var into = new double[OBJECTS];
        return () -> {
            correction.evaluate(values, columns, 0, OBJECTS, into);
            double sum = 0;
            for (double value : into) {
                sum += value;
            }
            return sum;
        };
    }

    @Override
    public List<Row> run(Path inputs, Progress progress) throws IOException {
        CorrectionSet set = corrections();
        Objects objects = Objects.random();
        Correction plane = set.correction("plane");
        Values values = plane.values().set(0, "nominal");
        var rows = new ArrayList<Row>();
        Round oneByOne = () -> {
            double sum = 0;
            for (int k = 0; k < OBJECTS; k++) {
                sum += plane.evaluate(values.set(1, objects.pt()[k]).set(2, objects.eta()[k]));
            }
            return sum;
        };
        rows.addAll(rows("evaluations", objects.inPlane(), 0, oneByOne, progress));
        rows.addAll(rows("columns of a line", objects.inLine(), 0, columns(set.correction("line"), objects), progress));
        rows.addAll(rows("columns of a plane", objects.inPlane(), 0, columns(plane, objects), progress));
        rows.addAll(rows(
                "columns of formulas",
                objects.inFormulas(),
                1e-12,
                columns(set.correction("formulas"), objects),
                progress));
        return rows;
    }
}
