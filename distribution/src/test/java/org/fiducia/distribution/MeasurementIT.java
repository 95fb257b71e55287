package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job on the shipped sample data. */
class MeasurementIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Fiducial cross section of the simulation from which the pseudo-data were made, fb. */
    private static final double SM = 2.876;

    @TempDir
    Path folder;

    private Product product() {
        return new Product(
                folder, Map.of("FIDUCIA_STORE", folder.resolve("store").toString()));
    }

    private JsonNode result(String out, String observable) throws Exception {
        return JSON.readTree(
                folder.resolve(out).resolve(observable).resolve("result.json").toFile());
    }

    private void assertValid(JsonNode node, String schema) throws Exception {
        var factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
        var messages = factory.getSchema(JSON.readTree(
                        product().home().resolve("etc").resolve(schema).toFile()))
                .validate(node);
        assertTrue(messages.isEmpty(), messages::toString);
    }

    @Test
    void measuresTheTransverseMomentum() throws Exception {
        Product.Outcome outcome = product().run("measure", "pT4l");
        assertEquals(0, outcome.code(), outcome.err());
        assertTrue(outcome.out().contains("p-value against the SM"), outcome.out());
        assertEquals(
                List.of(
                        ".fiducia-files",
                        "correlation.png",
                        "correlation.svg",
                        "m4l-wide.png",
                        "m4l-wide.svg",
                        "m4l.png",
                        "m4l.svg",
                        "report.html",
                        "response.png",
                        "response.svg",
                        "result.json",
                        "spectrum.png",
                        "spectrum.svg"),
                Product.files(folder.resolve("results/pT4l")));
        JsonNode result = result("results", "pT4l");
        assertValid(result, "result.schema.json");
        assertEquals("Simulation", result.get("label").asText());
        assertEquals(11, result.get("bins").size());
        for (JsonNode bin : result.get("bins")) {
            double distance = bin.get("sigma").asDouble() - bin.get("sm").asDouble();
            double error = bin.get("total").get(distance > 0 ? "down" : "up").asDouble();
            assertTrue(Math.abs(distance) < 3 * error, "within 3 σ of the Standard Model: " + bin);
        }
        JsonNode inclusive = result.get("inclusive");
        assertEquals(SM, inclusive.get("sm").asDouble(), 0.003 * SM);
        assertTrue(
                Math.abs(inclusive.get("sigma").asDouble() - SM)
                        < 2 * inclusive.get("total").get("up").asDouble(),
                inclusive::toString);
        assertEquals(1087, result.get("events").asInt(), "events selected in the window");
        for (JsonNode yield : result.get("yields")) {
            if (yield.get("component").asText().equals("signal")) {
                double mean = yield.get("shape").get("mean").asDouble();
                assertTrue(mean > 124 && mean < 125.5, "the peak of 125 GeV, a little below in electrons: " + yield);
            }
        }

        // another observable of the same events comes from the store, and the same one again gives the same numbers
        Product.Outcome second = product().run("measure", "pT4l", "nJets", "--threads", "1", "--out", "again");
        assertEquals(0, second.code(), second.err());
        assertEquals(result.get("bins"), result("again", "pT4l").get("bins"));
        Product.Outcome anew = product().run("measure", "pT4l", "--threads", "1", "--fresh", "--out", "fresh");
        assertEquals(0, anew.code(), anew.err());
        assertEquals(result.get("bins"), result("fresh", "pT4l").get("bins"), "any number of threads, bit for bit");
        assertEquals(result.get("parameters"), result("fresh", "pT4l").get("parameters"));
    }

    /** Events that do not stay in memory give the same numbers, bit for bit, and leave no file behind. */
    @Test
    void measuresEventsInAFile() throws Exception {
        Product.Outcome one = product().run("measure", "nJets");
        assertEquals(0, one.code(), one.err());
        Product.Outcome other = product().run("measure", "nJets", "--set", "eventsInMemory=1000", "--out", "paged");
        assertEquals(0, other.code(), other.err());
        for (String part : List.of("bins", "inclusive", "parameters", "response", "yields")) {
            assertNotNull(result("results", "nJets").get(part), part);
            assertEquals(
                    result("results", "nJets").get(part),
                    result("paged", "nJets").get(part),
                    part);
        }
        assertEquals(List.of(), Product.files(folder.resolve("store/scratch")));
    }

    /**
     * On the Asimov data set the Standard Model comes back exactly, with uncertainties near the expected ones of the
     * 13.6 TeV measurement (CMS-PAS-HIG-25-015).
     */
    @Test
    void recoversTheStandardModelFromAsimovData() throws Exception {
        Product.Outcome outcome = product().run("measure", "pT4l", "nJets", "m4l", "--data", "asimov", "--json");
        assertEquals(0, outcome.code(), outcome.err());
        for (String observable : List.of("pT4l", "nJets", "m4l")) {
            for (JsonNode bin : result("results", observable).get("bins")) {
                double sm = bin.get("sm").asDouble();
                assertEquals(sm, bin.get("sigma").asDouble(), 1e-6 * sm, observable + " " + bin);
            }
        }
        for (JsonNode bin : result("results", "pT4l").get("bins")) {
            double error = half(bin.get("total"));
            assertTrue(error > .75 * .05 && error < 1.25 * .10, "published: .05 to .10 fb in each bin; here " + bin);
        }
        double inclusive = half(result("results", "m4l").get("bins").get(0).get("total"));
        assertEquals(.25 / 3.04, inclusive / SM, .25 * .25 / 3.04, "relative uncertainty of the inclusive result");
        double stat = half(result("results", "m4l").get("bins").get(0).get("stat"));
        assertEquals(.2175 / 3.04, stat / SM, .25 * .2175 / 3.04, "its statistical part");
    }

    /** The interval of a bin is where its scan crosses 1, with and without systematic uncertainties. */
    @Test
    void scansAndTestsWhatItMeasures() throws Exception {
        String[] words = {
            "measure",
            "m4l",
            "--scan",
            "--limit",
            "--test",
            "sigma_m4l_0=3",
            "--significance",
            "sigma_m4l_0",
            "--goodness",
            "20"
        };
        Product.Outcome outcome = product().run(words);
        assertEquals(0, outcome.code(), outcome.err());
        assertTrue(outcome.out().contains("upper limit, asymptotic"), outcome.out());
        assertTrue(outcome.out().contains("goodness of fit"), outcome.out());
        JsonNode result = result("results", "m4l");
        assertValid(result, "result.schema.json");
        JsonNode bin = result.get("bins").get(0);
        JsonNode scan = result.get("scans").get(0);
        double sigma = bin.get("sigma").asDouble();
        double total = bin.get("total").get("up").asDouble();
        assertEquals(total, scan.get("crossings68").get(1).asDouble() - sigma, 0.02 * total);
        double held = scan.get("statistical").get(0).asDouble();
        assertTrue(held > scan.get("rises").get(0).asDouble(), "narrower without systematic uncertainties");
        assertTrue(result.get("limits").get(0).get("observed").asDouble() > sigma + total);
        double cls = result.get("tests").get(0).get("observed").asDouble();
        assertTrue(3 > sigma ? cls < 0.5 : cls >= 0.5, "half of the experiments see less than the best fit: " + cls);
        double significance =
                result.get("significances").get(0).get("significance").asDouble();
        assertTrue(significance > sigma / bin.get("total").get("down").asDouble(), "few events are expected without");
        assertTrue(outcome.out().contains("CLs, asymptotic") && outcome.out().contains("significance, asymptotic"));
        assertTrue(result.get("goodness").get("saturated").get("pValue").asDouble() > 0);
        List<String> files = Product.files(folder.resolve("results/m4l"));
        assertTrue(files.contains("scan-sigma_m4l_0.png"), files::toString);
        assertFalse(result.has("contours") || result.has("toys"), "only what was asked for");
        Product.Outcome refused = product().run("measure", "m4l", "--contour", "sigma_m4l_0,nothing");
        assertEquals(2, refused.code(), refused.err());
        assertTrue(refused.err().contains("no parameter nothing"), refused.err());
        assertEquals(
                2, product().run("measure", "m4l", "--contour", "sigma_m4l_0").code());
    }

    private static double half(JsonNode uncertainty) {
        return (uncertainty.get("down").asDouble() + uncertainty.get("up").asDouble()) / 2;
    }

    @Test
    void theShippedCardKeepsItsSchema() throws Exception {
        assertValid(JSON.readTree(product().home().resolve("etc/analysis.json").toFile()), "analysis.schema.json");
    }

    @Test
    void selectsWhatTheSampleDataHold() throws Exception {
        Product.Outcome outcome = product().run("select");
        assertEquals(0, outcome.code(), outcome.err());
        String[] blocks = outcome.out().split("\n\n");
        assertAll(
                () -> assertTrue(find(blocks, "Data_2022").matches("(?s).*m\\(4l\\) in window +255 .*"), "2022"),
                () -> assertTrue(find(blocks, "Data_2023").matches("(?s).*m\\(4l\\) in window +178 .*"), "2023"),
                () -> assertTrue(find(blocks, "Data_2024").matches("(?s).*m\\(4l\\) in window +654 .*"), "2024"));
    }

    @Test
    void showsTheFakeRatesAndWhatTheFitMakesOfThem() throws Exception {
        Product.Outcome text = product().run("fakerates");
        assertEquals(0, text.code(), text.err());
        assertTrue(text.out().matches("(?s).*all +4mu +933 +591 +1734 .*"), text.out());
        Product.Outcome outcome = product().run("fakerates", "--json");
        assertEquals(0, outcome.code(), outcome.err());
        JsonNode json = JSON.readTree(outcome.out());
        JsonNode estimates = json.get("estimates");
        JsonNode all = estimates.get(estimates.size() - 1);
        assertEquals("combined", json.get("method").asText());
        // the fit starts from the same number
        assertEquals(0, product().run("measure", "m4l").code());
        double expected = 0;
        for (JsonNode yield : result("results", "m4l").get("yields")) {
            expected += yield.get("component").asText().equals("ZX")
                    ? yield.get("expected").asDouble()
                    : 0;
        }
        assertEquals(expected, all.get("combined").get("events").asDouble(), 1e-6 * expected);
        Product.Outcome refused = product().run("fakerates", "--card", "no-such-card.json");
        assertEquals(3, refused.code(), refused.err());
    }

    /** The signal region alone, with free numbers of Z+X events, prefers what the control regions say. */
    @Test
    void aFitWithFloatingZxAgreesWithTheEstimate() throws Exception {
        Product.Outcome outcome = product().run("fakerates", "--json");
        assertEquals(0, outcome.code(), outcome.err());
        var estimates = new HashMap<String, JsonNode>();
        for (JsonNode estimate : JSON.readTree(outcome.out()).get("estimates")) {
            if (estimate.get("era").asText().equals("all")) {
                estimates.put("ZX_" + estimate.get("category").asText(), estimate);
            }
        }
        List<String> observables = List.of("pT4l", "m4l", "nJets", "absY4l");
        var words = new ArrayList<>(List.of("measure"));
        words.addAll(observables);
        words.addAll(List.of("--set", "backgrounds/zx-fake-rate/settings/normalisation=floating"));
        assertEquals(0, product().run(words.toArray(String[]::new)).code());
        for (String observable : observables) {
            int compared = 0;
            for (JsonNode fitted : result("results", observable).get("interest")) {
                JsonNode estimate = estimates.get(fitted.get("name").asText());
                if (estimate != null) {
                    assertAgree(observable, fitted, estimate.get("combined"), 1);
                    assertAgree(observable, fitted, estimate.get("OS"), 1.25);
                    assertAgree(observable, fitted, estimate.get("SS"), 1.25);
                    compared++;
                }
            }
            assertEquals(3, compared, observable);
        }
    }

    /** Within some standard deviations of both, with 30 % for the composition. */
    private static void assertAgree(String observable, JsonNode fitted, JsonNode estimate, double allowed) {
        double events = estimate.get("events").asDouble();
        double distance = fitted.get("value").asDouble() - events;
        double error = fitted.get("total").get(distance > 0 ? "down" : "up").asDouble();
        assertTrue(
                Math.abs(distance)
                        < allowed * Math.hypot(error, estimate.get("total").asDouble()),
                () -> observable + ": " + fitted + " and " + estimate);
    }

    private static String find(String[] blocks, String sample) {
        for (String block : blocks) {
            if (block.strip().startsWith(sample + " ")) {
                return block;
            }
        }
        throw new AssertionError("no " + sample);
    }

    @Test
    void leavesNothingBehindWhenCancelled() throws Exception {
        Process process = product().start("measure", "pT4l", "--fresh", "--out", "cancelled");
        try (var reader = process.inputReader()) {
            reader.readLine(); // it has begun
            new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            process.waitFor();
        }
        assertEquals(130, process.exitValue());
        assertEquals(List.of(), Product.files(folder.resolve("cancelled")));
        if (Files.exists(folder.resolve("cancelled"))) {
            try (var left = Files.list(folder.resolve("cancelled"))) {
                assertEquals(0, left.count(), "no folder half written");
            }
        }
    }
}
