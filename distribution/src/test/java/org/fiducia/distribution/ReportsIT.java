package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What verbs answer, as JSON and as files, and the comparison of results. */
class ReportsIT {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @TempDir
    Path folder;

    private Product product() {
        return new Product(
                folder, Map.of("FIDUCIA_STORE", folder.resolve("store").toString()));
    }

    /** The one object that a verb prints. */
    private JsonNode json(int code, String... words) throws Exception {
        Product.Outcome outcome = product().run(words);
        assertEquals(code, outcome.code(), outcome.err());
        JsonNode json = JSON.readTree(outcome.out());
        assertTrue(json.isObject(), outcome.out());
        return json;
    }

    @Test
    void everyVerbAnswersWithOneObject() throws Exception {
        Path data = product().home().resolve("data/run3");
        assertTrue(json(0, "version", "--json").get("fiducia").asText().startsWith("1."));
        JsonNode plugin =
                json(0, "list", "fitters", "--json").get("plugins").get("rows").get(0);
        assertEquals("fitters", plugin.get("kind").asText());
        JsonNode inspected = json(0, "inspect", data.resolve("Data_2022.root").toString(), "--json");
        assertEquals(15141, inspected.get("trees").get(0).get("entries").asInt());
        JsonNode samples = json(0, "select", "--json").get("samples");
        JsonNode cuts = samples.get(0).get("cuts");
        JsonNode last = cuts.get(cuts.size() - 1).get("events");
        assertEquals(255, last.get("all").asInt());
        assertEquals(
                255,
                last.get("4e").asInt()
                        + last.get("4mu").asInt()
                        + last.get("2e2mu").asInt());
        assertTrue(samples.get(samples.size() - 1).get("cuts").get(0).has("eventsPerInverseFb"));
        JsonNode store = json(0, "store", "--json");
        assertTrue(store.get("bytes").asLong() > 0);
        assertTrue(json(0, "store", "--clean", "--json").get("removedBytes").asLong() > 0);
        JsonNode project = json(0, "new-observable", "mine", "--dir", "mine", "--json");
        for (JsonNode file : project.get("files")) {
            assertTrue(Files.exists(folder.resolve("mine").resolve(file.asText())), file.asText());
        }
        JsonNode exported = json(0, "export", "nJets", "--out", "model.json", "--json");
        assertTrue(Files.size(Path.of(exported.get("file").asText())) > 1000);
        JsonNode bench =
                json(0, "bench", "W1", "--no-peers", "--json").get("benchmarks").get("rows");
        assertEquals("W1", bench.get(0).get("benchmark").asText());
    }

    @Test
    void filesHoldWhatIsPrinted() throws Exception {
        JsonNode printed = json(0, "binning", "nJets", "--trials", "10", "--json");
        Path bins = folder.resolve("binning/nJets");
        assertEquals(printed, JSON.readTree(bins.resolve("binning.json").toFile()));
        assertTrue(
                Files.size(bins.resolve("migration.svg")) > 1000 && Files.size(bins.resolve("migration.png")) > 1000);
        printed = json(0, "validate", "nJets", "--toys", "10", "--json");
        Path closure = folder.resolve("validation/nJets");
        assertEquals(printed, JSON.readTree(closure.resolve("validation.json").toFile()));
        assertTrue(Files.size(closure.resolve("closure.svg")) > 1000);
    }

    @Test
    void resultsAreCompared() throws Exception {
        assertEquals(0, product().run("measure", "nJets", "m4l", "--out", "old").code());
        Product.Outcome same = product().run("compare", "old", "old");
        assertEquals(0, same.code(), same.out() + same.err());
        assertTrue(same.out().contains("nothing moved"), same.out());
        for (String id : List.of("nJets", "m4l")) {
            var tree = (ObjectNode) JSON.readTree(
                    folder.resolve("old").resolve(id).resolve("result.json").toFile());
            var bin = (ObjectNode) tree.get("bins").get(0);
            bin.put("sigma", bin.get("sigma").asDouble() * (id.equals("nJets") ? 1.1 : 1));
            Files.createDirectories(folder.resolve("new").resolve(id));
            JSON.writeValue(
                    folder.resolve("new").resolve(id).resolve("result.json").toFile(), tree);
        }
        JsonNode json = json(1, "compare", "old", "new", "--out", "page", "--json");
        assertEquals(1, json.get("moved").size());
        assertEquals("nJets", json.get("moved").get(0).get("result").asText());
        assertEquals(0.1, json.get("moved").get(0).get("relative").asDouble(), 1e-9);
        assertTrue(json.get("moved").get(0).get("sigmas").asDouble() > 0);
        assertEquals(json, JSON.readTree(folder.resolve("page/compare.json").toFile()));
        String page = Files.readString(folder.resolve("page/compare.html"));
        assertEquals(2, page.split("<svg ", -1).length - 1, "a figure for each observable");
        assertFalse(page.contains("NaN"));
        assertEquals(
                0, product().run("compare", "old", "new", "--tolerance", "0.2").code());
        Product.Outcome missing = product().run("compare", "old", "none");
        assertEquals(4, missing.code());
        assertTrue(missing.err().contains("does not exist") && missing.err().contains("  → "), missing.err());
    }
}
