package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An analysis card of the distribution and a published model of another data set as one. */
class CombinationIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LUMI_RUN3 = "lumi_run3";
    private static final String LUMI_2016 = "lumi_13TeV";

    @TempDir
    Path folder;

    private Product product() {
        return new Product(
                folder, Map.of("FIDUCIA_STORE", folder.resolve("store").toString()));
    }

    private JsonNode fit(String... words) throws Exception {
        var all = new ArrayList<>(List.of("fit", "--json", "--intervals", "profile")); // toys would differ
        all.addAll(List.of(words));
        Product.Outcome outcome = product().run(all.toArray(String[]::new));
        assertEquals(0, outcome.code(), outcome.err());
        return JSON.readTree(outcome.out());
    }

    private void card(String file, String observable, Path model, String more) throws Exception {
        Path etc = folder.relativize(product().home().resolve("etc/analysis.json"));
        Files.writeString(folder.resolve(file), """
                {"schemaVersion": 2, "title": "Run 3 and 2016", "combine": [
                  {"name": "4l", "card": "%s", "observable": "%s"},
                  {"name": "cms2016", "model": "%s"}]%s}
                """.formatted(etc, observable, model, more));
    }

    private static JsonNode parameter(JsonNode json, String name) {
        for (JsonNode node : json.get("parameters")) {
            if (node.get("name").asText().equals(name)) {
                return node;
            }
        }
        throw new AssertionError("no parameter " + name);
    }

    private static double minimum(JsonNode json) {
        return json.get("nll").get("minimum").asDouble();
    }

    /**
     * Apart, they are two fits: NLL and intervals. With one luminosity, the two measurements θ₁ ± s₁ and θ₂ ± s₂ of it, each
     * with the same constraint 0 ± 1, are (θ₁/s₁² + θ₂/s₂²) s² with 1/s² = 1/s₁² + 1/s₂² − 1.
     */
    @Test
    void aCardAndAModelAreFittedTogether() throws Exception {
        Path published = SharedFolder.require("data/real/cms-2016-model/pT4l.hs3.json");
        assertEquals(0, product().run("export", "pT4l", "run3.json").code());
        JsonNode run3 = fit("run3.json");
        JsonNode cms = fit(published.toString());
        card("apart.json", "pT4l", published, "");
        JsonNode apart = fit("apart.json");
        assertEquals(minimum(run3) + minimum(cms), minimum(apart), 1e-9 * minimum(apart));
        int compared = 0;
        for (JsonNode joint : apart.get("parameters")) {
            String name = joint.get("name").asText();
            JsonNode alone = name.startsWith("4l.")
                    ? parameter(run3, name.substring("4l.".length()))
                    : parameter(cms, name.substring("cms2016.".length()));
            double error = alone.get("error").asDouble();
            assertEquals(alone.get("value").asDouble(), joint.get("value").asDouble(), 1e-5 * error + 1e-9, name);
            if (alone.has("interval")) {
                for (String end : new String[] {"down", "up"}) {
                    double expected = alone.get("interval").get(end).asDouble();
                    assertEquals(expected, joint.get("interval").get(end).asDouble(), 1e-4 * expected + 1e-9, name);
                }
                compared++;
            }
        }
        assertEquals(11 + 5, compared);
        assertEquals("4l.all", apart.get("quantities").get(11).get("name").asText());
        assertEquals("fb", apart.get("quantities").get(11).get("unit").asText());

        card(
                "one.json",
                "pT4l",
                published,
                ", \"correlate\": [{\"as\": \"lumi\", \"parameters\": [\"4l/lumi_run3\", \"cms2016/lumi_1*\"]}],"
                        + " \"bounds\": {\"lumi\": [-7, 7]}");
        JsonNode one = fit("one.json", "--threads", "1");
        assertEquals(one, fit("one.json", "--threads", "2"));
        double[] first = pull(parameter(run3, LUMI_RUN3));
        double[] second = pull(parameter(cms, LUMI_2016));
        double information = 1 / (first[1] * first[1]) + 1 / (second[1] * second[1]) - 1;
        double expected = (first[0] / (first[1] * first[1]) + second[0] / (second[1] * second[1])) / information;
        double[] joint = pull(parameter(one, "lumi"));
        assertEquals(expected, joint[0], 0.01);
        assertEquals(1 / Math.sqrt(information), joint[1], 0.005);
        assertEquals(apart.get("parameters").size() - 1, one.get("parameters").size());
        assertTrue(one.get("notes").toString().contains("lumi is 4l/lumi_run3, cms2016/lumi_13TeV"));

        // what the combination is as a file, read by another reader
        assertEquals(0, product().run("export", "one.json", "one.hs3.json").code());
        JsonNode written = fit("one.hs3.json");
        assertEquals(minimum(one), minimum(written), 1e-9 * minimum(one));
    }

    private static double[] pull(JsonNode parameter) {
        return new double[] {
            parameter.get("pull").asDouble(), parameter.get("constraint").asDouble()
        };
    }

    /** The card that the README shows, with files where they are here. */
    @Test
    void theCardOfTheReadmeIsFitted() throws Exception {
        Path home = product().home();
        Matcher shown = Pattern.compile("(?s)    (\\{\"schemaVersion\": 2, .*?\\}\\})\n")
                .matcher(Files.readString(home.resolve("README.md")));
        assertTrue(shown.find(), "the README shows a card");
        JsonNode card = JSON.readTree(shown.group(1));
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(JSON.readTree(
                        home.resolve("etc/combination.schema.json").toFile()));
        assertEquals(Set.of(), schema.validate(card));
        assertFalse(schema.validate(JSON.readTree(shown.group(1).replace("\"model\"", "\"modle\"")))
                .isEmpty());
        Path published = SharedFolder.require("data/real/cms-2016-model/pT4l.hs3.json");
        Files.writeString(
                folder.resolve("readme.json"),
                shown.group(1)
                        .replace(
                                "etc/analysis.json",
                                home.resolve("etc/analysis.json").toString())
                        .replace("pT4l.hs3.json", published.toString()));
        JsonNode json = fit("readme.json", "--impacts");
        assertTrue(parameter(json, "mu").get("interval").get("up").asDouble() < 0.1, json::toString);
        assertTrue(json.get("impacts").toString().contains("\"nuisance\":\"lumi\""));
    }

    @Test
    void cardsShareTheirPhysicsAndMistakesAreNamed() throws Exception {
        Files.writeString(folder.resolve("count.json"), """
                {"channels": [{"name": "count", "samples": [
                  {"name": "signal", "data": [10], "modifiers": [{"name": "r", "type": "normfactor", "data": null}]},
                  {"name": "background", "data": [50], "modifiers": []}]}],
                 "observations": [{"name": "count", "data": [65]}],
                 "measurements": [{"name": "counting", "config": {"poi": "r", "parameters": []}}],
                 "version": "1.0.0"}
                """);
        Path count = Path.of("count.json");
        String shared = ", \"physics\": {\"id\": \"signal-strength\"}, \"rename\": {\"cms2016\": {\"r\": \"mu\"}}";
        card("mu.json", "nJets", count, shared + ", \"bounds\": {\"mu\": [0, 10]}");
        JsonNode mu = parameter(fit("mu.json"), "mu");
        assertTrue(mu.get("interest").asBoolean());
        assertTrue(mu.get("interval").get("up").asDouble() < 0.3, "of both: " + mu);
        Product.Outcome help = product().run("help", "fit");
        assertTrue(help.out().contains("combination"), help.out());
        assertTrue(product().run("list", "formats").out().contains("combination"));

        card("mu.json", "nJets", count, shared);
        refused(4, "mu runs from -Infinity to Infinity in 4l, but runs from 0.0 to 10.0 in cms2016", "mu.json");
        card("bad.json", "nJest", count, "");
        refused(3, "bad.json: /combine/0 (4l): unknown observable nJest", "bad.json");
        card("bad.json", "nJets", count, ", \"physics\": {\"id\": \"signal-strenght\"}");
        refused(3, "bad.json: /combine/0 (4l): unknown physics model signal-strenght", "bad.json");
        card("bad.json", "nJets", Path.of("none.json"), "");
        refused(3, "bad.json: /combine/1 (cms2016)/model is none.json", "bad.json");
        card("bad.json", "nJets", Path.of("bad.json"), "");
        refused(3, "bad.json → bad.json", "bad.json");
    }

    private void refused(int code, String message, String file) throws Exception {
        Product.Outcome outcome = product().run("fit", file);
        assertEquals(code, outcome.code(), outcome.out() + outcome.err());
        assertTrue(outcome.err().contains(message), outcome.err());
        assertTrue(outcome.err().lines().anyMatch(l -> l.startsWith("  → ") && l.length() > 6), outcome.err());
        assertFalse(outcome.err().contains("\tat "), outcome.err());
    }

    /** The published average of two masses, with its error within the rounding of the inputs. */
    @Test
    void combinesPublishedValues() throws Exception {
        String masses = product().home().resolve("etc/masses.json").toString();
        Product.Outcome outcome = product().run("combine", masses, "--json", "--out", "masses");
        assertEquals(0, outcome.code(), outcome.err());
        JsonNode estimate = JSON.readTree(outcome.out()).get("estimate");
        assertEquals(125.07, estimate.get("value").asDouble(), 0.005);
        assertEquals(Math.hypot(.10, .10), estimate.get("total").asDouble(), 0.01);
        assertEquals(
                List.of(".fiducia-files", "combine.json", "values.png", "values.svg"),
                Product.files(folder.resolve("masses")));
        double fitted = fit(masses).get("parameters").get(0).get("value").asDouble();
        assertEquals(estimate.get("value").asDouble(), fitted, 1e-6, "fit reads the same file");
    }
}
