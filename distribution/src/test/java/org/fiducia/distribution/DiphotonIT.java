package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The channel H → γγ on the shipped sample data, from the files to a fit. */
class DiphotonIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The simulated continuum, with a free number of events in each bin. */
    private static final String CONTINUUM = "backgrounds=[{\"id\": \"zz-mc\", \"settings\": {\"components\":"
            + " {\"continuum\": [\"GG\", \"GJ\", \"JJ\"]}, \"normalisation\": \"floating\"}}]";

    @TempDir
    Path folder;

    private Product.Outcome run(String verb, String... words) throws Exception {
        var product = new Product(
                folder, Map.of("FIDUCIA_STORE", folder.resolve("store").toString()));
        var all = new ArrayList<>(
                List.of(verb, "--card", product.home().resolve("etc/hgg.json").toString()));
        all.addAll(List.of(words));
        return product.run(all.toArray(String[]::new));
    }

    private JsonNode result(String observable) throws Exception {
        return JSON.readTree(folder.resolve("results")
                .resolve(observable)
                .resolve("result.json")
                .toFile());
    }

    @Test
    void selectsEveryCategory() throws Exception {
        Product.Outcome outcome = run("select", "--json");
        assertEquals(0, outcome.code(), outcome.err());
        double signal = 0;
        int data = 0;
        for (JsonNode sample : JSON.readTree(outcome.out()).get("samples")) {
            JsonNode last = sample.get("cuts").get(sample.get("cuts").size() - 1);
            assertEquals("m in window", last.get("cut").asText());
            assertEquals(6, last.get("events").size(), "all, and five categories");
            if (sample.get("name").asText().endsWith("_M125")) {
                signal += 60 * last.get("eventsPerInverseFb").get("all").asDouble();
            } else if (!last.has("eventsPerInverseFb")) {
                data += last.get("events").get("all").asInt();
            }
        }
        assertEquals(3796.4, signal, 3e-3 * 3796.4);
        assertEquals(86016, data);
    }

    /** All categories measure one generated class: nothing is counted twice, and the fit gives it back. */
    @Test
    void measuresOneClassInEveryCategory() throws Exception {
        Product.Outcome outcome =
                run("measure", "mass", "pT", "nJets", "mjj", "cosThetaStarCS", "--data", "asimov", "--set", CONTINUUM);
        assertEquals(0, outcome.code(), outcome.err());
        for (String id : List.of("mass", "pT", "nJets", "mjj", "cosThetaStarCS")) {
            JsonNode result = result(id);
            double all = 0;
            for (JsonNode bin : result.get("bins")) {
                all += bin.get("sm").asDouble();
                assertEquals(
                        bin.get("sm").asDouble(),
                        bin.get("sigma").asDouble(),
                        1e-3 * bin.get("sm").asDouble(),
                        id + ": " + bin);
            }
            assertEquals(93.874, all, 1e-3 * 93.874, id);
            assertEquals("converged", result.get("status").asText(), id);
        }
        JsonNode mass = null;
        for (JsonNode one : result("mass").get("interest")) {
            mass = one.get("name").asText().equals("mH") ? one : mass;
        }
        assertTrue(mass != null, "the mass of the resonance floats");
        assertEquals(125, mass.get("value").asDouble(), 1e-3);
    }

    /** More classes are never worse; the best two are better than one by more than a per cent, and with the category VBF. */
    @Test
    void proposesBoundaries() throws Exception {
        Product.Outcome outcome = run("categories", "--divide", "res*", "--json");
        assertEquals(0, outcome.code(), outcome.err());
        JsonNode found = JSON.readTree(outcome.out());
        double before = Double.POSITIVE_INFINITY;
        int classes = 0;
        for (JsonNode trial : found.get("trials")) {
            assertEquals(++classes, trial.get("classes").asInt());
            assertEquals(classes - 1, trial.get("boundaries").size());
            assertTrue(trial.get("uncertainty").asDouble() <= before * (1 + 1e-12), trial.toString());
            before = trial.get("uncertainty").asDouble();
        }
        assertEquals(8, classes);
        assertTrue(found.get("boundaries").size() >= 1, found.toString());
        assertEquals(2, run("categories", "--axis", "sigmaM").code());
        assertEquals(2, run("categories", "--divide", "rest").code());
    }

    private void refused(int code, String expected, String setting) throws Exception {
        Product.Outcome outcome = run("select", "--set", setting);
        assertEquals(code, outcome.code(), outcome.err());
        assertTrue(outcome.err().contains(expected), outcome.err());
        assertTrue(
                outcome.err()
                        .lines()
                        .filter(line -> line.startsWith("\tat "))
                        .toList()
                        .isEmpty(),
                outcome.err());
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        refused(4, "has no branch Photon_pt", "eras/2022-2024/data=[\"../run3/Data_2022.root\"]");
        refused(3, "did you mean mjj?", "channel/settings/categories=[{\"id\":\"a\",\"where\":\"mjjj > 3\"}]");
        refused(3, "no correction of the energy", "channel/settings/energy={\"id\":\"none\"}");
        refused(
                3,
                "a list of rising numbers",
                "channel/settings/categories=[{\"id\":\"a\",\"axis\":\"pT\",\"boundaries\":[2,1]}]");
    }
}
