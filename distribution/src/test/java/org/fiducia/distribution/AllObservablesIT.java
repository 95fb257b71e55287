package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every observable on the shipped sample data. */
class AllObservablesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OBSERVABLES = 31;
    private static final int REPLICAS = 5000;

    @TempDir
    Path folder;

    private Map<String, JsonNode> measure(String data) throws IOException, InterruptedException {
        var product = new Product(
                folder, Map.of("FIDUCIA_STORE", folder.resolve("store").toString()));
        Product.Outcome outcome = product.run("measure", "--all", "--data", data, "--out", data);
        assertEquals(0, outcome.code(), outcome.err());
        var results = new TreeMap<String, JsonNode>();
        try (Stream<Path> folders = Files.list(folder.resolve(data))) {
            for (Path one : folders.filter(Files::isDirectory).toList()) {
                results.put(
                        one.getFileName().toString(),
                        JSON.readTree(one.resolve("result.json").toFile()));
            }
        }
        assertEquals(OBSERVABLES, results.size());
        return results;
    }

    private static double sum(JsonNode result, String field) {
        double sum = 0;
        for (JsonNode bin : result.get("bins")) {
            sum += bin.get(field).asDouble();
        }
        return sum;
    }

    /** The bins of every observable share out the inclusive cross section: no fiducial event is outside of them. */
    @Test
    void addUpToTheInclusiveCrossSection() throws Exception {
        Map<String, JsonNode> results = measure("asimov");
        double inclusive = sum(results.get("m4l"), "sm");
        results.forEach((id, result) -> {
            assertEquals(inclusive, sum(result, "sm"), 1e-9 * inclusive, id + ", predicted");
            assertEquals(inclusive, sum(result, "sigma"), 1e-6 * inclusive, id + ", measured");
        });
    }

    /** What is asked of the pulls of all bins together. */
    private record Summary(double mean, double width, double distance) {
        static Summary of(double[] pulls) {
            double mean = Arrays.stream(pulls).average().orElseThrow();
            double variance = Arrays.stream(pulls)
                    .map(p -> (p - mean) * (p - mean))
                    .average()
                    .orElseThrow();
            return new Summary(
                    mean,
                    Math.sqrt(variance),
                    new KolmogorovSmirnovTest().kolmogorovSmirnovStatistic(new NormalDistribution(0, 1), pulls));
        }
    }

    /**
     * No bin is farther than 4 σ from the model with which the pseudo-data were made, no selected event is lost, and mean and
     * width of the pulls of all bins, and their Kolmogorov distance from a unit Gaussian, are such as {@link SharedEvents}
     * expects them of correct uncertainties: for each, at least 1 ‰ of replicas are farther out on that side. As a check of
     * the replicas, the information in the events explains the statistical uncertainties of the fits. As a check of the
     * test, uncertainties too large or too small by a factor 1.5 would not pass.
     */
    @Test
    void agreeWithTheModelOfThePseudoData() throws Exception {
        Map<String, JsonNode> results = measure("observed");
        var pulls = new ArrayList<Double>();
        results.forEach((id, result) -> {
            assertEquals("converged", result.get("status").asText(), id);
            assertEquals(1087, result.get("events").asInt(), id);
            for (JsonNode bin : result.get("bins")) {
                double distance = bin.get("sigma").asDouble() - bin.get("sm").asDouble();
                double error =
                        bin.get("total").get(distance > 0 ? "down" : "up").asDouble();
                assertTrue(Math.abs(distance) < 4 * error, id + ": " + bin);
                pulls.add(distance / error);
            }
        });
        var shared = new SharedEvents(results);
        assertEquals(1087, shared.size());
        double[] precision =
                shared.precision.stream().mapToDouble(x -> x).sorted().toArray();
        assertEquals(1, precision[precision.length / 2], 0.15, "uncertainty by information over that of the fit");
        var random = new Random(1);
        Summary[] replicas = Stream.generate(() -> Summary.of(shared.replica(random)))
                .limit(REPLICAS)
                .toArray(Summary[]::new);
        double[] observed = pulls.stream().mapToDouble(p -> p).toArray();
        assertEquals(observed.length, shared.replica(random).length);
        Summary summary = Summary.of(observed);
        String text = summary + " in " + replicas.length + " replicas";
        for (ToDoubleFunction<Summary> figure : List.<ToDoubleFunction<Summary>>of(Summary::mean, Summary::width)) {
            double above = above(replicas, figure, figure.applyAsDouble(summary));
            assertTrue(above > 0.001 && above < 0.999, text);
        }
        assertTrue(above(replicas, Summary::distance, summary.distance()) > 0.001, text);
        for (double wrong : new double[] {1.5, 1 / 1.5}) {
            double width = wrong
                    * Arrays.stream(replicas)
                            .mapToDouble(Summary::width)
                            .average()
                            .orElseThrow();
            double above = above(replicas, Summary::width, width);
            assertTrue(above < 0.001 || above > 0.999, "uncertainties wrong by a factor " + wrong + ": " + above);
        }
    }

    /** Share of the replicas in which a figure is larger. */
    private static double above(Summary[] replicas, ToDoubleFunction<Summary> figure, double value) {
        return Arrays.stream(replicas)
                        .filter(replica -> figure.applyAsDouble(replica) > value)
                        .count()
                / (double) replicas.length;
    }
}
