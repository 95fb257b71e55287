package org.fiducia.exchange.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.Optional;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.command.Verb.Terminal;
import org.fiducia.api.exchange.ModelFormat;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Report;
import org.fiducia.exchange.combination.card.CombinationFormat;
import org.fiducia.exchange.pyhf.PyhfFormat;
import org.fiducia.statistics.inference.AsymptoticTest;
import org.fiducia.statistics.inference.ProfileInference;
import org.fiducia.statistics.inference.ProfileScan;
import org.fiducia.statistics.inference.ToyTest;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.statistics.profile.ProfileLikelihood;
import org.fiducia.testkit.DeclaredComponents;
import org.fiducia.testkit.NoCards;
import org.fiducia.testkit.SharedFolder;
import org.fiducia.testkit.Warnings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Limits on tH, of models of two of its channels and of those that another program made, against that program's. */
class SearchVerbTest {
    @TempDir
    Path folder;

    private static Path model(String name) {
        for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
            Path found = dir.resolve("distribution/data/th").resolve(name);
            if (Files.exists(found)) {
                return found;
            }
        }
        return SharedFolder.require("data/th/" + name);
    }

    private Report report(Progress progress, String... words) throws Exception {
        List<ModelFormat> formats = new ArrayList<>(List.of(new PyhfFormat()));
        formats.add(new CombinationFormat(new NoCards(), List.copyOf(formats)));
        var verb = new SearchVerb(
                new ProfileInference(),
                new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)),
                formats,
                new NewtonFitter(),
                new ProfileLikelihood(),
                List.of(new ProfileScan()),
                List.of(new AsymptoticTest(), new ToyTest()),
                List.of(),
                environment -> Optional.empty());
        new CommandLine(verb).parseArgs(words);
        var nowhere = new PrintWriter(new StringWriter());
        return verb.report(new Terminal(nowhere, nowhere, folder, folder, progress));
    }

    private static void assertLimit(JsonNode row, String channel, double observed, double... expected) {
        assertEquals(channel, row.get("channel").asText());
        assertEquals(observed, row.get("observed").asDouble(), .01 * observed);
        String[] bands = expected.length == 1
                ? new String[] {"median"}
                : new String[] {"minus2", "minus1", "median", "plus1", "plus2"};
        for (int k = 0; k < expected.length; k++) {
            assertEquals(expected[k], row.get(bands[k]).asDouble(), .01 * expected[k], bands[k]);
        }
    }

    private static JsonNode rows(Report report) {
        JsonNode limits = new JsonMapper().valueToTree(report.data()).get("limits");
        return limits.isArray() ? limits : limits.get("rows");
    }

    @Test
    void everyChannelAndAllTogetherHaveALimit() throws Exception {
        Files.writeString(folder.resolve("card.json"), """
                {"schemaVersion": 2, "title": "tH", "combine": [
                  {"name": "gammagamma", "model": "%s", "format": "pyhf"},
                  {"name": "bb", "model": "%s", "format": "pyhf"}],
                 "correlate": ["mu_tH", "lumi", "xs_tH", "xs_ttH"]}
                """.formatted(model("th_gammagamma.json"), model("th_bb.json")));
        var warnings = new Warnings();
        Report report = report(warnings, "card.json", "--limit", "mu_tH");
        JsonNode rows = rows(report);
        assertEquals(3, rows.size());
        assertLimit(rows.get(0), "gammagamma", 11.07, 4.88);
        assertLimit(rows.get(1), "bb", 5.66, 7.04);
        assertEquals("combined", rows.get(2).get("channel").asText());
        double together = rows.get(2).get("median").asDouble();
        assertTrue(together < rows.get(0).get("median").asDouble(), "together they tell more");
        assertTrue(warnings.said().stream().anyMatch(w -> w.contains("fewer than 5 events")), "few events");
        List<Figure> figures = report.all(Figure.class);
        assertEquals("limits", figures.get(0).id());
        assertEquals(1 + 2 * 5, figures.size(), "three and two distributions, before and after the fit");
        assertEquals(0, report.exitCode());
    }

    @Test
    void theModelsOfAnotherProgramHaveItsLimits() throws Exception {
        Path tautau = SharedFolder.require("data/th/reference_tautau.json");
        JsonNode alone = rows(report(Progress.NONE, tautau.toString())).get(0);
        assertLimit(alone, "reference_tautau", 6.08, 7.19, 9.88, 14.27, 21.09, 30.61);
        Path combined = SharedFolder.require("data/th/reference_combined.json");
        JsonNode together = rows(report(Progress.NONE, combined.toString())).get(0);
        assertLimit(together, "reference_combined", 5.136, 1.934, 2.660, 3.833, 5.629, 8.074);
        assertEquals(1.84, together.get("value").asDouble(), .01);
    }

    /** A channel of which the fit fails is named, and nothing is printed. */
    @Test
    void aFitThatFailsPrintsNoLimit() throws Exception {
        Files.writeString(folder.resolve("blind.json"), """
                {"channels": [{"name": "c", "samples": [
                   {"name": "s", "data": [0.0], "modifiers": [{"name": "mu", "type": "normfactor", "data": null}]},
                   {"name": "b", "data": [10.0], "modifiers": []}]}],
                 "observations": [{"name": "c", "data": [10.0]}],
                 "measurements": [{"name": "m", "config": {"poi": "mu", "parameters": []}}],
                 "version": "1.0.0"}
                """);
        var refused = assertThrows(FiduciaException.class, () -> report(Progress.NONE, "blind.json"));
        assertEquals(FiduciaException.Kind.FIT, refused.kind());
        assertTrue(refused.getMessage().contains("the fit of blind found no minimum"), refused::getMessage);
    }

    @Test
    void refusesWhatIsNotThere() {
        String bb = model("th_bb.json").toString();
        for (String[] words : new String[][] {{"none.json"}, {bb, "--limit", "nu"}, {bb, "--level", "95"}}) {
            var refused = assertThrows(FiduciaException.class, () -> report(Progress.NONE, words));
            assertTrue(refused.getMessage().contains(words[words.length - 1]), refused::getMessage);
        }
    }
}
