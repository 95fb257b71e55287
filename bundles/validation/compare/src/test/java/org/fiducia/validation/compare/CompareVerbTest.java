package org.fiducia.validation.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.command.Verb.Terminal;
import org.fiducia.api.report.Destination.Form;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CompareVerbTest {
    private static final String RESULT = """
            {"observable": "pT", "title": "$p_T$", "unit": "GeV", "status": "converged", "nll": 12.5,
             "bins": [
              {"label": "0–10", "lo": 0, "hi": 10, "sigma": 1.0, "total": {"down": 0.1, "up": 0.3}, "sm": 2.0,
               "theory": {"down": 0.5, "up": 0.5}},
              {"label": "> 10", "lo": 10, "hi": null, "sigma": 3.0, "total": {"down": 1, "up": 1}, "sm": 3.5,
               "theory": {"down": 0, "up": 0}}],
             "correlation": [[1, 0.25], [0.25, 1]],
             "parameters": [{"name": "lumi", "value": 0.5, "error": 0.4, "pull": 0.5, "atLimit": false},
                            {"name": "free", "value": 7, "error": 2, "pull": null}],
             "interest": [{"name": "K1", "value": 1, "total": {"down": 0.2, "up": 0.2}}],
             "impacts": [{"nuisance": "lumi", "up": [0.1, 0.2], "down": [-0.1, -0.2]}],
             "provenance": {"command": "measure pT", "java": "17", "inputs": {"a.root": "sha256:1"},
                            "bundles": ["one 1.0.0", "two 1.0.0"], "seconds": {"fit": 1.5}}}
            """;

    @TempDir
    Path folder;

    private Path write(String name, String text) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Report report(String... words) {
        var verb = new CompareVerb();
        new CommandLine(verb).parseArgs(words);
        var nowhere = new PrintWriter(new StringWriter());
        return verb.report(new Terminal(nowhere, nowhere, folder, folder, Progress.NONE));
    }

    /** Compares the result with a changed one. */
    private JsonNode changed(String... replacements) throws Exception {
        String text = RESULT;
        for (int i = 0; i < replacements.length; i += 2) {
            assertTrue(text.contains(replacements[i]), replacements[i]);
            text = text.replace(replacements[i], replacements[i + 1]);
        }
        write("old.json", RESULT);
        write("new.json", text);
        Report report = report("old.json", "new.json");
        JsonNode json = new JsonMapper().valueToTree(report.data());
        assertEquals(json.get("same").asBoolean() ? 0 : 1, report.exitCode());
        return json;
    }

    private static List<String> where(JsonNode json) {
        var all = new ArrayList<String>();
        json.get("moved").forEach(moved -> {
            var words = new ArrayList<String>();
            moved.get("where").forEach(word -> words.add(word.asText()));
            all.add(String.join(" / ", words));
        });
        return all;
    }

    @Test
    void theSameIsTheSame() throws Exception {
        JsonNode json = changed();
        assertTrue(json.get("same").asBoolean());
        assertEquals(0, json.get("moved").size());
        assertEquals(34, json.get("compared").asInt());
        String text = String.join("\n", report("old.json", "new.json").lines());
        assertEquals("pT: 34 numbers compared, nothing moved by more than 1e-09 (relative)", text);
    }

    @Test
    void whatMovedIsSortedByItsUncertainty() throws Exception {
        JsonNode json = changed(
                "\"sigma\": 1.0", "\"sigma\": 1.1", // 0.1 of 0.2
                "\"value\": 0.5", "\"value\": 0.1", // -0.4 of 0.4
                "\"nll\": 12.5", "\"nll\": 25", // no uncertainty, 100 %
                "0.25]", "0.26]", // no uncertainty, 4 %
                "\"sm\": 2.0", "\"sm\": 2.1"); // 0.1 of 0.5
        assertEquals(
                List.of(
                        "parameters / lumi / value",
                        "bins / 0–10 / sigma",
                        "bins / 0–10 / sm",
                        "nll",
                        "correlation / 0–10 / > 10"),
                where(json));
        JsonNode moved = json.get("moved");
        assertEquals(-1, moved.get(0).get("sigmas").asDouble(), 1e-12);
        assertEquals(-0.8, moved.get(0).get("relative").asDouble(), 1e-12);
        assertEquals(0.5, moved.get(1).get("sigmas").asDouble(), 1e-12);
        assertEquals(0.2, moved.get(2).get("sigmas").asDouble(), 1e-12);
        assertTrue(moved.get(3).get("sigmas").isNull());
        assertEquals(1, moved.get(3).get("relative").asDouble(), 1e-12);
        assertEquals(12.5, moved.get(3).get("old").asDouble());
        assertEquals(25, moved.get(3).get("new").asDouble());
    }

    @Test
    void uncertaintiesAreThoseThatBelong() throws Exception {
        JsonNode json = changed(
                "\"sm\": 3.5", "\"sm\": 4", // no theory uncertainty: that of the bin
                "\"K1\", \"value\": 1", "\"K1\", \"value\": 1.3",
                "\"pull\": 0.5", "\"pull\": 0.75",
                "[0.1, 0.2]", "[0.1, 0.3]"); // impact on a bin with an uncertainty of 1
        var sigmas = new ArrayList<String>();
        for (int i = 0; i < 4; i++) {
            sigmas.add(where(json).get(i)
                    + String.format(
                            java.util.Locale.ROOT,
                            " %.3f",
                            json.get("moved").get(i).get("sigmas").asDouble()));
        }
        assertEquals(
                List.of(
                        "interest / K1 / value 1.500",
                        "bins / > 10 / sm 0.500",
                        "parameters / lumi / pull 0.250",
                        "impacts / lumi / up / > 10 0.100"),
                sigmas);
    }

    @Test
    void theToleranceIsRelative() throws Exception {
        assertEquals(
                0, changed("\"nll\": 12.5", "\"nll\": 12.50000001").get("moved").size());
        assertEquals(
                1, changed("\"nll\": 12.5", "\"nll\": 12.50000003").get("moved").size());
        assertEquals(0, report("old.json", "new.json", "--tolerance", "1e-8").exitCode());
        assertEquals(1, report("old.json", "new.json", "--tolerance", "0").exitCode());
        assertThrows(FiduciaException.class, () -> report("old.json", "new.json", "--tolerance", "-1"));
        assertThrows(FiduciaException.class, () -> report("old.json", "new.json", "--tolerance", "NaN"));
    }

    @Test
    void numbersThatDoNotExistAreEqual() throws Exception {
        assertEquals(0, changed("\"hi\": null", "\"hi\": NaN").get("moved").size());
        JsonNode json = changed("\"hi\": null", "\"hi\": 100");
        assertEquals(List.of("bins / > 10 / hi"), where(json));
        assertTrue(json.get("moved").get(0).get("old").isNull());
        assertTrue(String.join("\n", report("old.json", "new.json").lines()).contains("none"));
    }

    @Test
    void wordsAndTruthValuesCount() throws Exception {
        assertEquals(
                List.of("status", "parameters / lumi / atLimit"),
                where(changed("converged", "failed", "\"atLimit\": false", "\"atLimit\": true")));
    }

    @Test
    void provenanceIsShownAndNeverCounts() throws Exception {
        JsonNode json = changed(
                "sha256:1",
                "sha256:2",
                "two 1.0.0",
                "two 1.1.0",
                "\"fit\": 1.5",
                "\"fit\": 9",
                "\"java\": \"17\"",
                "\"java\": \"21\"");
        assertTrue(json.get("same").asBoolean());
        var what = new ArrayList<String>();
        json.get("provenance")
                .forEach(o -> what.add(o.get("what").asText() + " "
                        + o.get("old").asText() + ">" + o.get("new").asText()));
        assertEquals(
                List.of("java 17>21", "inputs › a.root sha256:1>sha256:2", "bundles two 1.0.0>", "bundles >two 1.1.0"),
                what);
        String text = String.join("\n", report("old.json", "new.json").lines());
        assertTrue(text.contains("not counted") && text.contains("sha256:2"), text);
    }

    /** Entries are found by name, whatever their order; what one has alone is said. */
    @Test
    void entriesAreFoundByName() throws Exception {
        String first =
                "{\"parameters\": [{\"name\": \"a\", \"value\": 1, \"error\": 1}, {\"name\": \"b\", \"value\": 2,"
                        + " \"error\": 1}], \"covariance\": [[1, 0.5], [0.5, 4]], \"calls\": 10}";
        String turned =
                "{\"parameters\": [{\"name\": \"b\", \"value\": 2, \"error\": 1}, {\"name\": \"a\", \"value\": 1,"
                        + " \"error\": 1}], \"covariance\": [[4, 0.5], [0.5, 1]], \"calls\": 99}";
        write("a.json", first);
        write("b.json", turned);
        write("c.json", turned.replace("\"b\"", "\"c\""));
        assertEquals(0, report("a.json", "b.json").exitCode());
        Report report = report("a.json", "c.json");
        assertEquals(1, report.exitCode());
        List<String> lines = report.lines();
        assertTrue(lines.contains("  a.json: parameters › b"), lines.toString());
        assertTrue(lines.contains("  a.json: parameters › c"), lines.toString());
        assertTrue(lines.contains("only in a.json:") && lines.contains("only in c.json:"), lines.toString());
    }

    @Test
    void foldersHoldOneOrMany() throws Exception {
        write("old/pT/result.json", RESULT);
        write("old/nJets/result.json", RESULT.replace("\"pT\"", "\"nJets\""));
        write("old/lost/result.json", RESULT);
        write("new/pT/result.json", RESULT.replace("12.5", "13.5"));
        write("new/nJets/result.json", RESULT.replace("\"pT\"", "\"nJets\""));
        write("new/other/notes.txt", "none");
        Report report = report("old", "new");
        JsonNode json = new JsonMapper().valueToTree(report.data());
        assertEquals(2, json.get("results").size());
        assertEquals("pT", json.get("moved").get(0).get("result").asText());
        assertEquals("lost", json.get("onlyInOld").get(0).asText());
        assertEquals(0, report("old/pT", "new/pT", "--tolerance", "0.1").exitCode());
        assertEquals(0, report("old/pT", "old/pT/result.json").exitCode());
        assertEquals(1, report("old", "new/pT").exitCode());
    }

    /** A change in a late digit can be seen. */
    @Test
    void numbersHaveAsManyDigitsAsTheirChangeNeeds() throws Exception {
        changed("\"nll\": 12.5", "\"nll\": 12.5000001");
        List<String> lines = report("old.json", "new.json").lines();
        assertTrue(lines.contains("nll    12.5  12.5000001  +8.00e-09"), lines.toString());
    }

    @Test
    void theTableHasTheLargest() throws Exception {
        changed("\"sigma\": 1.0", "\"sigma\": 1.1", "\"nll\": 12.5", "\"nll\": 25");
        List<String> lines = report("old.json", "new.json", "--most", "1").lines();
        assertTrue(lines.contains("bins › 0–10 › sigma    1  1.1  +1.00e-01  +0.500"), lines.toString());
        assertTrue(lines.contains("and 1 more; --most 0 shows all"), lines.toString());
        assertFalse(
                String.join("\n", report("old.json", "new.json", "--most", "0").lines())
                        .contains("more;"));
        assertThrows(FiduciaException.class, () -> report("old.json", "new.json", "--most", "-1"));
    }

    @Test
    void aPageDrawsTheBins() throws Exception {
        changed("\"sigma\": 1.0", "\"sigma\": 1.5");
        Report report = report("old.json", "new.json", "--out", "page");
        var place = report.destination().orElseThrow();
        assertEquals(folder.resolve("page"), place.folder());
        assertEquals(Form.PAGE, place.copies().get("compare.html"));
        assertEquals(Form.JSON, place.copies().get("compare.json"));
        assertEquals(1, report.exitCode());
        Figure figure = report.all(Figure.class).get(0);
        assertEquals(List.of("0–10", "> 10"), figure.columns().get(0).x().classes());
        assertEquals(2, figure.columns().get(0).panels().size());
        var ratio =
                (Figure.Points) figure.columns().get(0).panels().get(1).layers().get(2);
        assertEquals(1.5, ratio.points().get(0).y(), 1e-12);
        assertEquals(1, ratio.points().get(1).y(), 1e-12);
        assertTrue(report("old.json", "new.json").all(Figure.class).isEmpty());
    }

    @Test
    void whatAUserCanMendIsSaid() throws Exception {
        write("good.json", RESULT);
        write("bad.json", "{\"a\": [1,\n 2");
        write("list.json", "[1, 2]");
        write("empty/notes.txt", "");
        write("one/a/result.json", RESULT);
        write("one/b/result.json", RESULT);
        write("two/c/result.json", RESULT);
        write("two/d/result.json", RESULT);
        refused("does not exist", "none.json", "good.json");
        refused("no results in", "good.json", "empty");
        refused("is not JSON, line 2", "bad.json", "good.json");
        refused("holds no results", "good.json", "list.json");
        refused("no result of the same name", "one", "two");
    }

    private void refused(String message, String... words) {
        var error = assertThrows(FiduciaException.class, () -> report(words));
        assertEquals(FiduciaException.Kind.INPUT, error.kind());
        assertTrue(error.getMessage().contains(message), error.getMessage());
        assertFalse(error.remedy().isEmpty());
    }
}
