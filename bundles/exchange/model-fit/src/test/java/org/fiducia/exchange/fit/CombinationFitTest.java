package org.fiducia.exchange.fit;

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
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.command.CardSelection.Options;
import org.fiducia.api.command.Verb.Terminal;
import org.fiducia.api.exchange.ModelFormat;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.report.Report;
import org.fiducia.exchange.combination.card.CombinationFormat;
import org.fiducia.exchange.hs3.Hs3Format;
import org.fiducia.exchange.pyhf.PyhfFormat;
import org.fiducia.statistics.inference.AndersonDarling;
import org.fiducia.statistics.inference.AsymptoticTest;
import org.fiducia.statistics.inference.ProfileInference;
import org.fiducia.statistics.inference.ProfileScan;
import org.fiducia.statistics.inference.Saturated;
import org.fiducia.statistics.inference.ToyTest;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.statistics.profile.ProfileLikelihood;
import org.fiducia.testkit.DeclaredComponents;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Two measurements of one number, y₁ = 50 ± 1 and y₂ = 53 ± 2, that a systematic uncertainty of unit width moves by 1.5 and
 * 2.5, in combination cards. All answers have closed forms: with the covariance V of y, the best linear unbiased estimate is
 * Σ V⁻¹y / Σ V⁻¹ with the variance 1 / Σ V⁻¹ (Lyons, Gibaut, Clifford, Nucl. Instrum. Meth. A270 (1988) 110).
 */
class CombinationFitTest {
    private static final double[] Y = {50, 53};
    private static final double[] STATISTICAL = {1, 2};
    private static final double[] SYSTEMATIC = {1.5, 2.5};

    @TempDir
    Path folder;

    private static String measurement(int k, String interest, String nuisance) {
        return """
                {"distributions": [
                   {"name": "g", "type": "gaussian_dist", "x": "y", "mean": "mean", "sigma": %3$s},
                   {"name": "aux", "type": "gaussian_dist", "x": "nom", "mean": "%2$s", "sigma": 1}],
                 "functions": [{"name": "mean", "type": "generic_function", "expression": "%1$s + %4$s*%2$s"}],
                 "data": [{"name": "d", "type": "unbinned", "axes": [{"name": "y", "min": 0, "max": 100}],
                   "entries": [[%5$s]]}],
                 "likelihoods": [{"name": "L", "distributions": ["g"], "data": ["d"], "aux_distributions": ["aux"]}],
                 "domains": [{"name": "default_domain", "type": "product_domain", "axes": [
                   {"name": "%1$s", "min": 30, "max": 70}, {"name": "%2$s", "min": -8, "max": 8}]}],
                 "parameter_points": [{"name": "default_values", "parameters": [{"name": "%1$s", "value": 48},
                   {"name": "%2$s", "value": 0}, {"name": "nom", "value": 0, "const": true}]}],
                 "analyses": [{"name": "A", "likelihood": "L", "parameters_of_interest": ["%1$s"]}]}
                """.formatted(interest, nuisance, STATISTICAL[k], SYSTEMATIC[k], Y[k]);
    }

    @BeforeEach
    void writeModels() throws Exception {
        Files.writeString(folder.resolve("one.json"), measurement(0, "m1", "scale"));
        Files.writeString(folder.resolve("two.json"), measurement(1, "m2", "energy"));
    }

    private void card(String more) throws Exception {
        Files.writeString(folder.resolve("card.json"), """
                {"schemaVersion": 2, "title": "both", "combine": [
                  {"name": "a", "model": "one.json"}, {"name": "b", "model": "two.json", "format": "hs3"}]%s}
                """.formatted(more));
    }

    /** Best estimate and its uncertainty. */
    private static double[] blue(double covariance) {
        double a = variance(0);
        double b = variance(1);
        double information = (a + b - 2 * covariance) / (a * b - covariance * covariance);
        double best = ((b - covariance) * Y[0] + (a - covariance) * Y[1]) / (a + b - 2 * covariance);
        return new double[] {best, 1 / Math.sqrt(information)};
    }

    private static double variance(int k) {
        return STATISTICAL[k] * STATISTICAL[k] + SYSTEMATIC[k] * SYSTEMATIC[k];
    }

    @Test
    void apartTheyAreTwoFits() throws Exception {
        card("");
        JsonNode json = fit("card.json");
        double sum = 0;
        String[] files = {"one.json", "two.json"};
        for (int k = 0; k < 2; k++) {
            JsonNode alone = fit(files[k]);
            sum += alone.get("nll").get("minimum").asDouble();
            for (JsonNode parameter : alone.get("parameters")) {
                JsonNode same = parameter(
                        json, (k == 0 ? "a." : "b.") + parameter.get("name").asText());
                double error = parameter.get("error").asDouble();
                assertEquals(
                        parameter.get("value").asDouble(), same.get("value").asDouble(), 1e-6 * error);
                assertEquals(error, same.get("error").asDouble(), 1e-6 * error);
            }
            JsonNode interest = parameter(json, k == 0 ? "a.m1" : "b.m2");
            assertEquals(Y[k], interest.get("value").asDouble(), 1e-6);
            assertEquals(
                    Math.sqrt(variance(k)), interest.get("interval").get("up").asDouble(), 1e-5);
        }
        assertEquals(sum, json.get("nll").get("minimum").asDouble(), 1e-9);
        assertEquals("combination", json.get("format").asText());
        assertEquals("both", json.get("analysis").asText());
    }

    @Test
    void oneNumberIsTheWeightedMean() throws Exception {
        card(", \"rename\": {\"a\": {\"m1\": \"mu\"}, \"b\": {\"m2\": \"mu\"}}");
        assertMean(blue(0), fit("card.json"));
    }

    /** The systematic uncertainty in common: the formula of Lyons, Gibaut and Clifford, and the pull that minimises χ². */
    @Test
    void oneUncertaintyIsCorrelated() throws Exception {
        card("""
                , "correlate": [{"as": "mu", "parameters": ["a/m1", "b/m2"]},
                    {"as": "scale", "parameters": ["a/scale", "b/energy"]}]""");
        JsonNode json = fit("card.json", "--impacts", "--breakdown", "--scan", "mu");
        double[] expected = blue(SYSTEMATIC[0] * SYSTEMATIC[1]);
        assertMean(expected, json);
        // with μ known, V⁻¹ of both gives θ = Σ c (y − μ)/σ² / (1 + Σ c²/σ²)
        double up = 0;
        double down = 1;
        for (int k = 0; k < 2; k++) {
            double information = SYSTEMATIC[k] / (STATISTICAL[k] * STATISTICAL[k]);
            up += information * (Y[k] - expected[0]);
            down += information * SYSTEMATIC[k];
        }
        assertEquals(up / down, parameter(json, "scale").get("pull").asDouble(), 1e-5);
        double statistical = 1 / Math.sqrt(1 + 0.25);
        JsonNode first = json.get("breakdown").get(0);
        assertEquals("statistical", first.get("group").asText());
        assertEquals(statistical, first.get("up").get("mu").asDouble(), 1e-4);
        assertEquals("scale", json.get("impacts").get(0).get("nuisance").asText());
        assertEquals(1, json.get("scans").size());
        assertTrue(fit("card.json").get("notes").toString().contains("scale is a/scale, b/energy"), json::toString);
        // the words of the call say the same
        JsonNode words = fit("one.json", "two.json", "--correlate", "m1=m2,scale=energy");
        assertEquals(
                json.get("nll").get("minimum").asDouble(),
                words.get("nll").get("minimum").asDouble(),
                1e-12);
    }

    private static void assertMean(double[] expected, JsonNode json) {
        JsonNode mu = parameter(json, "mu");
        assertEquals(expected[0], mu.get("value").asDouble(), 1e-5);
        assertEquals(expected[1], mu.get("error").asDouble(), 1e-5);
        assertEquals(expected[1], mu.get("interval").get("up").asDouble(), 1e-5);
        assertEquals(expected[1], mu.get("interval").get("down").asDouble(), 1e-5);
    }

    @Test
    void theNumberOfThreadsDoesNotMatter() throws Exception {
        card(", \"correlate\": [\"m1=m2\"]");
        String[] words = {"card.json", "--impacts", "--limit", "m1", "--goodness", "20", "--threads"};
        assertEquals(fit(with(words, "1")), fit(with(words, "2")));
    }

    @Test
    void aCombinationIsWrittenAsAModel() throws Exception {
        card(", \"correlate\": [\"m1=m2\", {\"as\": \"scale\", \"parameters\": [\"a/scale\", \"b/energy\"]}]");
        export("card.json", "joined.hs3.json");
        JsonNode before = fit("card.json");
        JsonNode after = fit("joined.hs3.json");
        assertEquals("hs3", after.get("format").asText());
        assertEquals(
                before.get("nll").get("minimum").asDouble(),
                after.get("nll").get("minimum").asDouble(),
                1e-12);
        assertEquals(before.get("parameters").size(), after.get("parameters").size());
        assertEquals(
                parameter(before, "m1").get("interval"), parameter(after, "m1").get("interval"));
        export("card.json");
        assertTrue(Files.exists(folder.resolve("card.hs3.json")));
        exportRefused("is the file that is read", "card.json", "card.json");
        exportRefused("both a.json and --out b.json", "card.json", "a.json", "--out", "b.json");
        exportRefused("there is no file none.json", "none.json");
        var error =
                assertThrows(FiduciaException.class, () -> export("card.json", "x.json", "--format", "combination"));
        assertEquals(Kind.OUTPUT, error.kind());
        assertFalse(Files.exists(folder.resolve("x.json")));
    }

    private void exportRefused(String message, String... words) {
        var error = assertThrows(FiduciaException.class, () -> export(words));
        assertTrue(error.getMessage().contains(message), error::getMessage);
    }

    private static JsonNode parameter(JsonNode json, String name) {
        for (JsonNode node : json.get("parameters")) {
            if (node.get("name").asText().equals(name)) {
                return node;
            }
        }
        throw new AssertionError(name + " in " + json.get("parameters"));
    }

    private static String[] with(String[] words, String... more) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private JsonNode fit(String... words) throws Exception {
        return new JsonMapper().valueToTree(report(words).data());
    }

    private String run(String... words) throws Exception {
        return String.join("\n", report(words).lines()) + "\n";
    }

    private Report report(String... words) throws Exception {
        var verb = new FitVerb(
                new ProfileInference(),
                new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)),
                formats(),
                List.of(new NewtonFitter()),
                new ProfileLikelihood(),
                List.of(new ProfileScan()),
                List.of(new AsymptoticTest(), new ToyTest()),
                List.of(new Saturated(), new AndersonDarling()),
                environment -> Optional.empty());
        new CommandLine(verb).parseArgs(words);
        return verb.report(terminal(new StringWriter()));
    }

    private void export(String... words) throws Exception {
        var verb = new ExportVerb(new NoCards(), formats());
        new CommandLine(verb).parseArgs(words);
        verb.report(terminal(new StringWriter()), new Options("", 1, false));
    }

    private Terminal terminal(StringWriter out) {
        return new Terminal(new PrintWriter(out), new PrintWriter(out), folder, folder, Progress.NONE);
    }

    private static List<ModelFormat> formats() {
        List<ModelFormat> others = List.of(new Hs3Format(), new PyhfFormat());
        return List.of(others.get(0), others.get(1), new CombinationFormat(new NoCards(), others));
    }

    private static final class NoCards implements CardModel {
        @Override
        public Model model(
                Terminal terminal, Options options, String observable, List<ToDoubleFunction<Candidate>> truths) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Model model(Options options, String observable, Progress progress) {
            throw new UnsupportedOperationException();
        }
    }
}
