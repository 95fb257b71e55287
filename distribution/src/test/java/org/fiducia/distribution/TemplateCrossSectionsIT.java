package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Template cross sections of the shipped sample, against an independent program with the same merging and other categories. */
class TemplateCrossSectionsIT {
    private static final double BRANCHING_RATIO = 2.27e-3;

    @TempDir
    Path folder;

    @Test
    void binsAreMeasuredTogether() throws Exception {
        var product = new Product(
                folder, Map.of("FIDUCIA_STORE", folder.resolve("store").toString()));
        Product.Outcome outcome = product.run(
                "measure",
                "stxs",
                "--card",
                product.home().resolve("etc/stxs.json").toString(),
                "--data",
                "asimov",
                "--set",
                "writers=[\"json\"]",
                "--set", // as the reference has it
                "nuisanceSources=[\"card\", \"simulation-statistics\"]");
        assertEquals(0, outcome.code(), outcome.err());
        JsonNode result = new JsonMapper()
                .readTree(folder.resolve("results/stxs/result.json").toFile());
        assertEquals(1, result.path("pValueSm").asDouble(), 1e-6);
        var errors = new HashMap<String, Double>();
        for (JsonNode bin : result.path("bins")) {
            double sm = bin.path("sm").asDouble();
            assertTrue(bin.path("theory").path("up").asDouble() > 0.02 * sm, "of the branching ratio, and more");
            assertEquals(
                    1,
                    bin.path("sigma").asDouble() / sm,
                    1e-6,
                    bin.path("label").asText());
            JsonNode total = bin.path("total");
            errors.put(
                    bin.path("label").asText(),
                    0.5 * (total.path("down").asDouble() + total.path("up").asDouble()) / sm);
            if (bin.path("label").asText().equals("GG2H_0J_PTH_0_10")) {
                assertEquals(7575.9925 * BRANCHING_RATIO, sm, 2e-3 * sm);
            }
        }
        assertEquals(19, errors.size());
        // those of the reference in bins that it has, too, whose categories are not the same
        near(0.032, errors.get("GG2H_0J_PTH_0_10"));
        near(0.019, errors.get("GG2H_0J_PTH_GT10_BBH"));
        near(0.13, errors.get("GG2H_1J_PTH_0_60"));
        near(0.14, errors.get("GG2H_1J_PTH_60_120"));
        near(0.16, errors.get("GG2H_1J_PTH_120_200"));
        near(0.16, errors.get("GG2H_PTH_GT300"));
    }

    private static void near(double expected, double error) {
        assertTrue(Math.abs(error - expected) < 0.15 * expected, error + " instead of " + expected);
    }
}
