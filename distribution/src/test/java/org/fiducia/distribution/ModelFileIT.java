package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that leave the product as files and come back, and files that make no sense. */
class ModelFileIT {
    @TempDir
    Path folder;

    private Product.Outcome run(String... words) throws Exception {
        return new Product(
                        folder, Map.of("FIDUCIA_STORE", folder.resolve("store").toString()))
                .run(words);
    }

    @Test
    void aMeasurementExportedIsFittedToTheSame() throws Exception {
        assertEquals(0, run("export", "nJets", "--out", "model.json").code());
        Product.Outcome fit = run("fit", "model.json", "--json");
        assertEquals(0, fit.code(), fit.err());
        JsonNode fitted = new ObjectMapper().readTree(fit.out());
        JsonNode measured =
                new ObjectMapper().readTree(run("measure", "nJets", "--json").out());
        assertEquals("hs3", fitted.get("format").asText());
        double nll = measured.get("nll").asDouble();
        assertEquals(nll, fitted.get("nll").get("minimum").asDouble(), 1e-9 * Math.abs(nll));
        int compared = 0;
        for (JsonNode parameter : measured.get("parameters")) {
            for (JsonNode other : fitted.get("parameters")) {
                if (other.get("name").equals(parameter.get("name"))) {
                    double error = parameter.get("error").asDouble();
                    assertEquals(
                            parameter.get("value").asDouble(),
                            other.get("value").asDouble(),
                            1e-3 * error + 1e-12);
                    compared++;
                }
            }
        }
        assertTrue(compared > 5, compared + " parameters compared");
    }

    @Test
    void badFilesAreRefused() throws Exception {
        Files.writeString(
                folder.resolve("odd.json"),
                "{\"distributions\": [{\"name\": \"d\", \"type\": \"odd_dist\", \"x\": \"m\"}],"
                        + " \"domains\": [{\"name\": \"default_domain\", \"axes\": [{\"name\": \"m\", \"min\": 0, \"max\": 1}]}]}");
        refused(4, "odd_dist", "fit", "odd.json");
        refused(4, "no file", "fit", "none.json");
        refused(2, "no model format", "export", "nJets", "--format", "hs4");
        refused(7, "not binned", "export", "nJets", "--format", "pyhf");
    }

    private void refused(int code, String message, String... words) throws Exception {
        Product.Outcome outcome = run(words);
        assertEquals(code, outcome.code(), outcome.out() + outcome.err());
        assertTrue(outcome.err().contains(message), outcome.err());
        assertTrue(outcome.err().lines().anyMatch(l -> l.startsWith("  → ") && l.length() > 6), outcome.err());
        assertFalse(outcome.err().contains("\tat "), outcome.err());
    }
}
