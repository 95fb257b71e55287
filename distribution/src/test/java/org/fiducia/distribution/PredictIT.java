package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fiducia.distribution.Product.Outcome;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated events become predictions, and measurements are compared with them. */
class PredictIT {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    private Outcome run(String... words) throws Exception {
        return new Product(folder, Map.of()).run(words);
    }

    private Outcome done(String... words) throws Exception {
        Outcome outcome = run(words);
        assertEquals(0, outcome.code(), outcome.err());
        return outcome;
    }

    private Outcome refused(int code, String message, String... words) throws Exception {
        Outcome outcome = run(words);
        assertEquals(code, outcome.code(), outcome.err());
        assertTrue(outcome.err().contains(message), outcome.err());
        assertFalse(outcome.err().contains("\tat "), outcome.err());
        return outcome;
    }

    private JsonNode read(String file) throws Exception {
        return JSON.readTree(folder.resolve(file).toFile());
    }

    private void assertValid(JsonNode node, String schema) throws Exception {
        Path file = new Product(folder, Map.of()).home().resolve("etc").resolve(schema);
        var found = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(JSON.readTree(file.toFile()))
                .validate(node);
        assertEquals(Set.of(), found);
    }

    private String simulated(String process) {
        Path data = new Product(folder, Map.of()).home().resolve("data/run3");
        return process + "=" + data.resolve(process + "_M125.root");
    }

    private static double sum(JsonNode numbers) {
        double sum = 0;
        for (JsonNode number : numbers) {
            sum += number.asDouble();
        }
        return sum;
    }

    /**
     * The simulation that the card measures with, as generated events, predicts what the card predicts, in every bin; one that is
     * made harder is excluded.
     */
    @Test
    void theSimulationOfTheCardAgreesWithIt() throws Exception {
        Outcome predicted = done(
                "predict",
                simulated("ggH"),
                simulated("VBF"),
                simulated("WH"),
                simulated("ZH"),
                simulated("ttH"),
                "--name",
                "simulation",
                "--out",
                "simulation.json");
        assertTrue(predicted.out().contains("prediction in simulation.json"), predicted.out());
        JsonNode simulation = read("simulation.json");
        assertValid(simulation, "prediction.schema.json");
        assertTrue(simulation.get("spectra").size() >= 28);
        var harder = (ObjectNode) simulation.deepCopy();
        harder.put("name", "harder").put("title", "harder");
        var sigma = (ArrayNode) harder.get("spectra").get("pT4l").get("sigma");
        double before = sum(sigma);
        for (int i = 0; i < sigma.size(); i++) {
            sigma.set(i, JSON.getNodeFactory().numberNode(sigma.get(i).asDouble() * Math.exp(.25 * (i - 4))));
        }
        double after = sum(sigma);
        for (int i = 0; i < sigma.size(); i++) {
            sigma.set(i, JSON.getNodeFactory().numberNode(sigma.get(i).asDouble() * before / after));
        }
        ((ObjectNode) harder.get("spectra").get("pT4l")).putObject("uncertainties");
        Files.writeString(folder.resolve("harder.json"), harder.toString());
        Outcome measured = done(
                "measure",
                "pT4l",
                "--data",
                "asimov",
                "--prediction",
                "simulation.json",
                "--prediction",
                "harder.json",
                "--prediction",
                "again=simulation.json#pT4l");
        assertTrue(measured.out().contains("χ²/ndof"), measured.out());
        JsonNode result = read("results/pT4l/result.json");
        assertValid(result, "result.schema.json");
        JsonNode predictions = result.get("predictions");
        assertEquals(3, predictions.size());
        for (int i = 0; i < result.get("bins").size(); i++) {
            double sm = result.get("bins").get(i).get("sm").asDouble();
            assertEquals(sm, predictions.get(0).get("sigma").get(i).asDouble(), 1e-6 * sm);
        }
        assertTrue(predictions.get(0).get("pValue").asDouble() > .999);
        assertTrue(
                predictions.get(1).get("pValue").asDouble() < 1e-3,
                predictions.get(1).toString());
        assertEquals(11, predictions.get(1).get("degrees").asInt());
        double chi2 = predictions.get(1).get("chi2").asDouble();
        assertEquals(chi2, sum(predictions.get(1).get("contributions")), 1e-9 * chi2);
        assertEquals("again", predictions.get(2).get("name").asText());
        refused(4, "no spectrum pT", "measure", "pT4l", "--prediction", "simulation.json#pT5l");
        refused(4, "reaches out", "measure", "nJets", "--prediction", "simulation.json#pT4l");
        refused(2, "two predictions", "measure", "pT4l", "--prediction", "harder.json", "--prediction", "harder.json");
    }

    /** Four leptons of a Higgs boson at rest, in HepMC 2: by hand it is clear which bins they are in. */
    @Test
    void aFileByHand() throws Exception {
        Files.writeString(folder.resolve("two.hepmc"), event(true));
        Files.writeString(folder.resolve("alone.hepmc"), event(false));
        refused(4, "tells no cross section", "predict", "alone.hepmc");
        done("predict", "two.hepmc");
        JsonNode pt = read("prediction.json").get("spectra").get("pT4l");
        assertEquals(1500, pt.get("sigma").get(0).asDouble(), 1e-9);
        assertEquals(1500, sum(pt.get("sigma")), 1e-9);
        assertEquals(300, pt.get("uncertainties").get("scale").get(0).get("up").asDouble(), 1e-9);
        assertEquals(
                1500,
                read("prediction.json")
                        .get("spectra")
                        .get("nJets")
                        .get("sigma")
                        .get(0)
                        .asDouble(),
                1e-9);
        done("predict", "alone.hepmc", "--sigma", "2", "--out", "alone.json", "--threads", "1");
        assertEquals(2, sum(read("alone.json").get("spectra").get("mZ1").get("sigma")), 1e-12);
        String cut = event(true).substring(0, 400);
        Files.writeString(folder.resolve("cut.hepmc"), cut);
        refused(4, "line", "predict", "cut.hepmc");
        Outcome seen = done("inspect", "two.hepmc");
        assertTrue(seen.out().contains("GenDressedLepton_pt") && seen.out().contains("1 entries"), seen.out());
    }

    private static String event(boolean crossSection) {
        var text = new StringBuilder("HepMC::Version 2.06.09\nHepMC::IO_GenEvent-START_EVENT_LISTING\n");
        text.append("E 1 -1 -1.0 -1.0 -1.0 0 -1 2 1 2 0 2 1.0 1.2\nN 2 \"Default\" \"MUR2_MUF2\"\nU GEV MM\n");
        if (crossSection) {
            text.append("C 1.5 0.01\n");
        }
        text.append("V -1 0 0 0 0 0 2 1 0\n");
        text.append("P 1 2212 0 0 6800 6800 0.938 4 0 0 -1 0\nP 2 2212 0 0 -6800 6800 0.938 4 0 0 -1 0\n");
        text.append("P 3 25 0 0 0 125 125 2 0 0 -2 0\nV -2 0 0 0 0 0 0 4 0\n");
        text.append("P 4 13 45 0 0 45 0.10566 1 0 0 0 0\nP 5 -13 -45 0 0 45 0.10566 1 0 0 0 0\n");
        text.append("P 6 11 0 17.5 0 17.5 0.000511 1 0 0 0 0\nP 7 -11 0 -17.5 0 17.5 0.000511 1 0 0 0 0\n");
        return text.append("HepMC::IO_GenEvent-END_EVENT_LISTING\n").toString();
    }

    /** What a generator wrote: 56 of 120 events are fiducial, as the reference beside the file says. */
    @Test
    void eventsOfAGenerator() throws Exception {
        Path ggH = SharedFolder.require("data/hepmc/ggH.hepmc3.gz");
        Path vbf = SharedFolder.require("data/hepmc/VBF.hepmc3.gz");
        done("predict", ggH.toString(), "--sigma", "6.48");
        JsonNode alone = read("prediction.json");
        assertEquals(6.48 * 56 / 120, alone.get("fiducial").get("sigma").asDouble(), 1e-12);
        assertEquals(
                6.48 / 120 * Math.sqrt(56),
                alone.get("fiducial").get("uncertainties").get("stat").get("up").asDouble(),
                1e-12);
        done(
                "predict",
                "ggH=" + ggH,
                "VBF=" + vbf,
                "--sigma",
                "ggH=6.48",
                "--sigma",
                "VBF=0.506",
                "--out",
                "both.json");
        done("predict", vbf.toString(), "--sigma", "0.506", "--out", "vbf.json", "--threads", "1");
        double sum = read("vbf.json").get("fiducial").get("sigma").asDouble() + 6.48 * 56 / 120;
        assertEquals(sum, read("both.json").get("fiducial").get("sigma").asDouble(), 1e-12);
        assertEquals(
                List.of("stat", "weights"),
                names(read("both.json").get("fiducial").get("uncertainties")));
    }

    private static List<String> names(JsonNode node) {
        var names = new ArrayList<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
