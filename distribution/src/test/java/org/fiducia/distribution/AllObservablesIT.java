package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every observable on the shipped sample data. */
class AllObservablesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OBSERVABLES = 28;

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

    /**
     * No bin is farther than 4 σ from the model with which the pseudo-data were made, no selected event is lost, and the pulls
     * of all bins together look like those of a unit Gaussian. Bins of different observables share their events: together
     * they tell hardly more than the finest observable alone, so mean and width may be as far off as for its dozen bins.
     */
    @Test
    void agreeWithTheModelOfThePseudoData() throws Exception {
        var pulls = new ArrayList<Double>();
        measure("observed").forEach((id, result) -> {
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
        double mean = pulls.stream().mapToDouble(p -> p).average().orElseThrow();
        double width = Math.sqrt(pulls.stream()
                .mapToDouble(p -> (p - mean) * (p - mean))
                .average()
                .orElseThrow());
        int independent = 12;
        assertTrue(Math.abs(mean) < 3 / Math.sqrt(independent), "mean " + mean);
        assertTrue(Math.abs(width - 1) < 3 / Math.sqrt(2 * independent), "width " + width);
    }
}
