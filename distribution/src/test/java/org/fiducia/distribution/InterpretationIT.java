package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a card says of couplings: by its full likelihood, and by the covariance of its cross sections. */
class InterpretationIT {
    @TempDir
    Path folder;

    @Test
    void theCovarianceSaysAlmostWhatTheLikelihoodSays() throws Exception {
        var product = new Product(
                folder, Map.of("FIDUCIA_STORE", folder.resolve("store").toString()));
        Product.Outcome outcome =
                product.run("interpret", "pT4l", "--physics", "kappa-lambda", "--data", "asimov", "--out", "out");
        assertEquals(0, outcome.code(), outcome.err());
        assertTrue(outcome.out().contains("the interval from the covariance is"), outcome.out());
        JsonNode both = new JsonMapper()
                .readTree(folder.resolve("out/interpret.json").toFile())
                .path("interpretations");
        assertEquals(2, both.size());
        JsonNode full = both.get(0).path("single").get(0);
        JsonNode numbers = both.get(1).path("single").get(0);
        assertEquals(1, full.path("value").asDouble(), 1e-3);
        for (String interval : new String[] {"interval68", "interval95"}) {
            JsonNode a = full.path(interval).get(0);
            JsonNode b = numbers.path(interval).get(0);
            double length = a.get(1).asDouble() - a.get(0).asDouble();
            assertEquals(length, b.get(1).asDouble() - b.get(0).asDouble(), 0.1 * length, interval);
        }
        // those of an independent program for this covariance, whose sensitivities are means over events: [−3.47,
        // 12.67]
        assertEquals(-3.47, numbers.path("interval68").get(0).get(0).asDouble(), 0.35);
        assertEquals(12.67, numbers.path("interval68").get(0).get(1).asDouble(), 0.65);
    }
}
