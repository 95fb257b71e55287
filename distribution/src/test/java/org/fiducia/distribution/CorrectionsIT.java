package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Variations of two corrections of the reconstructed event in the shipped analysis: one whose variations are 1.02 and 0.98 times
 * the nominal one, and one that rises with the missing transverse momentum.
 */
class CorrectionsIT {
    private static final JsonMapper JSON = new JsonMapper();

    private static final String FILE = """
            {"schema_version": 2, "corrections": [
              {"name": "flat", "version": 1, "inputs": [{"name": "what", "type": "string"}],
               "output": {"name": "w", "type": "real"},
               "data": {"nodetype": "category", "input": "what", "content": [{"key": "nominal", "value": 0.95},
                 {"key": "up", "value": 0.969}, {"key": "down", "value": 0.931}]}},
              {"name": "slope", "version": 1, "inputs": [{"name": "what", "type": "string"}, {"name": "met", "type": "real"}],
               "output": {"name": "w", "type": "real"},
               "data": {"nodetype": "category", "input": "what", "content": [{"key": "nominal", "value": 1},
                 {"key": "up", "value": {"nodetype": "formula", "parser": "TFormula", "expression": "1 + 0.002 * x",
                   "variables": ["met"]}},
                 {"key": "down", "value": {"nodetype": "binning", "input": "met", "edges": [0, 20, 50], "content": [1, 0.9],
                   "flow": "clamp"}}]}}]}
            """;

    /** A yield at θ = ±1, as HS3 has it. */
    private static final Pattern FACTOR =
            Pattern.compile("(flat|slope)\\*\\(0\\.5\\*\\(([-0-9.eE]+) - \\(([-0-9.eE]+)\\)\\)");

    private static final Pattern NAME = Pattern.compile("n_([^_]+)_([^_]+)_bin(\\d+)_(signal|nonResonant)_factor.*");

    @TempDir
    Path folder;

    private Product product;

    @BeforeEach
    void file() throws Exception {
        product = new Product(
                folder, Map.of("FIDUCIA_STORE", folder.resolve("store").toString()));
        Files.writeString(folder.resolve("toy.json"), FILE);
    }

    private String steps(String what) {
        String file = "\"file\": \"" + folder.resolve("toy.json") + "\"";
        String variations = "\"variations\": {\"up\": {\"inputs\": {\"what\": \"up\"}},"
                + " \"down\": {\"inputs\": {\"what\": \"down\"}}}";
        return "steps=[{\"id\": \"corrections\", \"settings\": {\"side\": \"reconstructed\", \"corrections\": {"
                + "\"flat\": {" + file + ", \"correction\": \"flat\", \"inputs\": {\"what\": \"nominal\"}, "
                + variations
                + "}, \"slope\": {" + file + ", \"correction\": \"slope\", \"inputs\": {\"what\": \"" + what
                + "\", \"met\": {\"column\": \"PuppiMET_pt\"}}, " + variations + "}}}}]";
    }

    private JsonNode run(String result, String... words) throws Exception {
        Product.Outcome outcome = product.run(words);
        assertEquals(0, outcome.code(), outcome.err());
        return JSON.readTree(folder.resolve(result).toFile());
    }

    /** The response of a card whose nominal correction is another one. */
    private JsonNode response(String what) throws Exception {
        return run(
                        what + "/nJets/result.json",
                        "measure",
                        "nJets",
                        "--out",
                        what,
                        "--set",
                        steps(what),
                        "--set",
                        "nuisances=[]",
                        "--set",
                        "nuisanceSources=[]",
                        "--set",
                        "writers=[\"json\"]")
                .get("response");
    }

    /** Selected signal of the same cross sections, or what is selected of it that is not resonant. */
    private static double selected(JsonNode response, Matcher place) {
        JsonNode one = response.get(place.group(1)).get(place.group(2));
        int bin = Integer.parseInt(place.group(3));
        if (place.group(4).equals("nonResonant")) {
            return one.get("nonResonant").get(bin).asDouble();
        }
        double sum = 0;
        for (int j = 0; j < one.get("sm").size(); j++) {
            sum += one.get("efficiency").get(bin).get(j).asDouble()
                    * one.get("sm").get(j).asDouble();
        }
        return sum * (1 + one.get("nonFiducial").get(bin).asDouble());
    }

    @Test
    void variationsMoveYieldsAsCardsWithOtherCorrectionsDo() throws Exception {
        var words = new ArrayList<>(List.of("export", "nJets", "model.json"));
        for (String change : List.of(
                steps("nominal"),
                "nuisanceSources=[\"corrections\"]",
                "nuisances=[{\"name\": \"flat\", \"source\": \"corrections\", \"correction\": \"flat\"},"
                        + " {\"name\": \"slope\", \"source\": \"corrections\", \"correction\": \"slope\"}]")) {
            words.addAll(List.of("--set", change));
        }
        JsonNode model = run("model.json", words.toArray(String[]::new));
        JsonNode nominal = response("nominal");
        JsonNode[] varied = {response("up"), response("down")};
        int flat = 0;
        int slope = 0;
        for (JsonNode function : model.get("functions")) {
            Matcher factor = FACTOR.matcher(function.path("expression").asText());
            String name = function.get("name").asText();
            while (factor.find()) {
                double up = Math.exp(Double.parseDouble(factor.group(2)));
                double down = Math.exp(Double.parseDouble(factor.group(3)));
                Matcher place = NAME.matcher(name);
                if (factor.group(1).equals("flat")) {
                    assertEquals(1.02, up, 1e-7, name);
                    assertEquals(0.98, down, 1e-7, name);
                    flat++;
                } else if (place.matches()) {
                    double before = selected(nominal, place);
                    assertEquals(selected(varied[0], place) / before, up, 2e-7, name);
                    assertEquals(selected(varied[1], place) / before, down, 2e-7, name);
                    slope++;
                }
            }
        }
        assertTrue(flat >= 3 * 3 * 3, "the signal, qqZZ and ggZZ of every final state: " + flat);
        assertTrue(slope >= 3 * 3, "the signal of every final state: " + slope);
        assertTrue(
                slope(model, "n_2022_4mu_bin0_signal_factor") != slope(model, "n_2022_4mu_bin1_signal_factor"),
                "bins move apart");
        JsonNode other = run("model2.json", withThreads(words));
        assertEquals(model, other, "any number of threads");
    }

    private static String[] withThreads(List<String> words) {
        var more = new ArrayList<>(words);
        more.set(2, "model2.json");
        more.addAll(List.of("--threads", "1", "--fresh"));
        return more.toArray(String[]::new);
    }

    private static double slope(JsonNode model, String name) {
        for (JsonNode function : model.get("functions")) {
            Matcher factor = FACTOR.matcher(function.path("expression").asText());
            while (function.get("name").asText().startsWith(name) && factor.find()) {
                if (factor.group(1).equals("slope")) {
                    return Double.parseDouble(factor.group(2));
                }
            }
        }
        throw new AssertionError("no slope of " + name);
    }

    @Test
    void aVariationWithoutABinIsNamedWithFileAndEntry() throws Exception {
        Files.writeString(folder.resolve("toy.json"), FILE.replace("\"clamp\"", "\"error\""));
        Product.Outcome outcome = product.run("select", "--set", steps("nominal"));
        assertEquals(4, outcome.code(), outcome.err());
        List<String> errors =
                outcome.err().lines().filter(line -> line.startsWith("error: ")).toList();
        assertEquals(1, errors.size(), outcome.err());
        assertTrue(
                errors.get(0)
                        .matches(".*\\.root:Events, entry \\d+: .*toy.json: the correction slope has no bin for met ="
                                + " .*, in slope/down"),
                errors.get(0));
        assertTrue(outcome.err().contains("set outside of"), outcome.err());
    }
}
