package org.fiducia.scalefactors.tagandprobe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.command.Verb.Terminal;
import org.fiducia.api.report.Attachment;
import org.fiducia.api.report.Destination;
import org.fiducia.api.report.Destination.Form;
import org.fiducia.api.report.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ResultFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private Report report(String... arguments) throws Exception {
        var verb = new ScaleFactorsVerb(
                Fits.READERS, List.of(Fits.TOOLS.compiler()), List.of(Fits.TOOLS.fitter()), Fits.SCHEMES);
        new CommandLine(verb).parseArgs(arguments);
        var nowhere = new PrintWriter(new StringWriter());
        return verb.report(new Terminal(nowhere, nowhere, folder, folder, Progress.NONE));
    }

    @Test
    void correctionsAreThoseOfTheBins() throws IOException {
        // Two momenta by two parts of the detector.
        ScaleFactors result =
                Fits.measure(Fits.sample("TnP_data.root"), Fits.sample("TnP_MC.root"), false, 2, 15, 16, 27, 28);
        JsonNode json = JSON.valueToTree(CorrectionJson.of(result));
        assertEquals(List.of(), CorrectionSchema.errors(json));
        JsonNode correction = json.get("corrections").get(0);
        for (ScaleFactor bin : result.bins()) {
            for (String scheme : List.of(Schemes.NEW, Schemes.OLD)) {
                var combination = bin.combined().get(scheme);
                double pt = (bin.bin().ranges().get(0).lo()
                                + bin.bin().ranges().get(0).hi())
                        / 2;
                double eta = (bin.bin().ranges().get(1).lo()
                                + bin.bin().ranges().get(1).hi())
                        / 2;
                var where = Map.of("pt", pt, "abseta", eta);
                JsonNode data = correction.get("data");
                assertEquals(combination.central(), value(data, scheme, "nominal", where), 1e-15);
                assertEquals(combination.central() + combination.total(), value(data, scheme, "up", where), 1e-15);
                assertEquals(combination.central() - combination.total(), value(data, scheme, "down", where), 1e-15);
            }
        }
        // The gap between the two parts of the detector has no scale factor.
        assertEquals(1, value(correction.get("data"), Schemes.NEW, "nominal", Map.of("pt", 40.0, "abseta", 1.8)));
        assertEquals(2, value(correction.get("data"), Schemes.NEW, "up", Map.of("pt", 40.0, "abseta", 1.8)));
    }

    /** The check itself finds what is wrong. */
    @Test
    void whatBreaksTheSchemaIsFound() throws IOException {
        String good = """
                {"schema_version": 2, "description": null, "corrections": [{"name": "a", "version": 1,
                 "inputs": [{"name": "v", "type": "string"}, {"name": "x", "type": "real"}],
                 "output": {"name": "w", "type": "real"},
                 "data": {"nodetype": "category", "input": "v", "content": [{"key": "up", "value":
                  {"nodetype": "multibinning", "inputs": ["x"], "edges": [[0, 1, 2]], "content": [1, 2], "flow": "error"}
                 }]}}]}
                """;
        assertEquals(List.of(), CorrectionSchema.errors(JSON.readTree(good)));
        for (String[] change : new String[][] {
            {"\"schema_version\": 2", "\"schema_version\": 1"},
            {"\"version\": 1,", ""},
            {"\"version\": 1,", "\"version\": 1, \"author\": \"me\","},
            {"\"type\": \"string\"", "\"type\": \"real\""},
            {"\"w\", \"type\": \"real\"", "\"w\", \"type\": \"int\""},
            {"\"input\": \"v\"", "\"input\": \"u\""},
            {"\"key\": \"up\"", "\"key\": 1"},
            {"[0, 1, 2]", "[0, 2, 1]"},
            {"[1, 2]", "[1, 2, 3]"},
            {"[1, 2]", "[1, \"2\"]"},
            {"\"flow\": \"error\"", "\"flow\": \"stop\""},
            {"multibinning", "histogram"}
        }) {
            String bad = good.replace(change[0], change[1]);
            assertFalse(CorrectionSchema.errors(JSON.readTree(bad)).isEmpty(), change[1]);
        }
    }

    /** Evaluates as correctionlib does: contents in C order, the last input runs fastest. */
    private static double value(JsonNode node, String scheme, String variation, Map<String, Double> where) {
        if (node.isNumber()) {
            return node.asDouble();
        }
        String type = node.get("nodetype").asText();
        if (type.equals("category")) {
            String wanted = node.get("input").asText().equals("scheme") ? scheme : variation;
            for (JsonNode item : node.get("content")) {
                if (item.get("key").asText().equals(wanted)) {
                    return value(item.get("value"), scheme, variation, where);
                }
            }
            throw new AssertionError(wanted);
        }
        int index = 0;
        int cells = 1;
        for (int v = 0; v < node.get("inputs").size(); v++) {
            JsonNode edges = node.get("edges").get(v);
            double x = where.get(node.get("inputs").get(v).asText());
            int bin = 0;
            while (bin + 2 < edges.size() && edges.get(bin + 1).asDouble() <= x) {
                bin++;
            }
            index = index * (edges.size() - 1) + bin;
            cells *= edges.size() - 1;
        }
        assertEquals(cells, node.get("content").size());
        return value(node.get("content").get(index), scheme, variation, where);
    }

    @Test
    void comesWithItsFilesBesideThoseOfOthers() throws Exception {
        Path data = Fits.find(List.of("shared/data/real/jpsi-tnp-2011.root"));
        Report report = report("--data", data.toString(), "--out", "out");
        Destination place = report.destination().orElseThrow();
        assertEquals(folder.resolve("out"), place.folder());
        assertFalse(place.own());
        assertEquals(Map.of("scalefactors.txt", Form.TEXT, "scalefactors.json", Form.JSON), place.copies());
        assertEquals("scalefactors", report.id(), "of whom the files are");
        assertEquals(
                List.of("fits-data-01.png", "fits-data-01.svg"),
                report.all(Attachment.class).stream()
                        .map(Attachment::name)
                        .sorted()
                        .toList());
        JsonNode json = JSON.valueToTree(report.data());
        assertEquals(4, json.get("bins").get(0).get("dataFits").size());
        assertTrue(
                report.lines().contains("data: 4 of 4 fits good (100.0 %)"),
                report.lines().toString());
    }

    @Test
    void whatAUserCanMendIsSaid() {
        Path data = Fits.find(List.of("distribution/data/run3/TnP_data.root"));
        for (String[] arguments : List.of(
                new String[] {"--data", "missing.root"},
                new String[] {"--data", data.toString(), "--threads", "0"},
                new String[] {"--data", data.toString(), "--range", "120,60"},
                new String[] {"--data", data.toString(), "--range", "60"},
                new String[] {"--data", data.toString(), "--background", "none"},
                new String[] {"--data", data.toString(), "--mc-efficiency", "guessed"},
                new String[] {"--data", data.toString(), "--resonance", "Jpsi"},
                new String[] {"--data", data.toString(), "--resonance", "W"},
                new String[] {"--data", data.toString(), "--range", "50,60"})) {
            var error = assertThrows(FiduciaException.class, () -> report(arguments));
            assertFalse(error.remedy().isEmpty());
        }
        assertFalse(Files.exists(folder.resolve("results")));
    }
}
