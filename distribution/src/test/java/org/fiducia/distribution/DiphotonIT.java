package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The channel H → γγ on the shipped sample data: photons are calibrated, then measured. */
class DiphotonIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The simulated continuum, with a free number of events in each bin. */
    private static final String CONTINUUM = "backgrounds=[{\"id\": \"zz-mc\", \"settings\": {\"components\":"
            + " {\"continuum\": [\"GG\", \"GJ\", \"JJ\"]}, \"normalisation\": \"floating\"}}]";

    /** Statistics alone: nuisances would take most of the time of these fits. */
    private static final String STATISTICS = "nuisanceSources=[\"card\"]";

    /** Fiducial cross sections of the simulated signal in bins of pT, fb, summed by another program. */
    private static final double[] PT = {40.447, 24.209, 10.300, 9.601, 4.118, 2.867, 1.446, .886};

    /** A copy of the card beside which constants are written, and one without corrected energies. */
    private static final String CARD = "etc/hgg.json";

    private static final String RAW = "etc/raw.json";

    @TempDir
    static Path folder;

    private static Product product() {
        return new Product(
                folder, Map.of("FIDUCIA_STORE", folder.resolve("store").toString()));
    }

    @BeforeAll
    static void copyTheCard() throws Exception {
        Path etc = Files.createDirectories(folder.resolve("etc"));
        Path data = product().home().resolve("data").toAbsolutePath();
        String text = Files.readString(product().home().resolve(CARD)).replace("../data/", data + "/");
        Files.writeString(etc.resolve("hgg.json"), text);
        var raw = (ObjectNode) JSON.readTree(text);
        ((ObjectNode) raw.at("/channel/settings")).remove("energy");
        ((ArrayNode) raw.get("nuisances")).remove(0);
        Files.writeString(etc.resolve("raw.json"), raw.toString());
    }

    private static Product.Outcome run(String verb, String card, String... words) throws Exception {
        var all = new ArrayList<>(List.of(verb, "--card", card));
        all.addAll(List.of(words));
        return product().run(all.toArray(String[]::new));
    }

    private static Product.Outcome done(String verb, String card, String... words) throws Exception {
        Product.Outcome outcome = run(verb, card, words);
        assertEquals(0, outcome.code(), outcome.err());
        return outcome;
    }

    private static JsonNode result(String out, String observable) throws Exception {
        return JSON.readTree(
                folder.resolve(out).resolve(observable).resolve("result.json").toFile());
    }

    private static JsonNode interest(JsonNode result, String name) {
        for (JsonNode one : result.get("interest")) {
            if (one.get("name").asText().equals(name)) {
                return one;
            }
        }
        throw new AssertionError("no " + name);
    }

    @Test
    void selectsEveryCategory() throws Exception {
        Product.Outcome outcome = done("select", RAW, "--json");
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
        done(
                "measure",
                RAW,
                "pT",
                "nJets",
                "mjj",
                "cosThetaStarCS",
                "--data",
                "asimov",
                "--set",
                CONTINUUM,
                "--set",
                STATISTICS);
        for (String id : List.of("pT", "nJets", "mjj", "cosThetaStarCS")) {
            JsonNode result = result("results", id);
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
        for (int bin = 0; bin < PT.length; bin++) {
            JsonNode predicted = result("results", "pT").get("bins").get(bin).get("sm");
            assertEquals(PT[bin], predicted.asDouble(), 1e-3 * PT[bin], "bin " + bin);
        }
        done(
                "measure",
                RAW,
                "pT",
                "--data",
                "asimov",
                "--set",
                CONTINUUM,
                "--set",
                STATISTICS,
                "--threads",
                "1",
                "--fresh",
                "--out",
                "one");
        assertSameNumbers("pT", "results", "one");
    }

    /** More classes are never worse; the best two are better than one by more than a per cent, and with the category VBF. */
    @Test
    void proposesBoundaries() throws Exception {
        Product.Outcome outcome = done("categories", RAW, "--divide", "res*", "--json");
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
        assertEquals(2, run("categories", RAW, "--axis", "sigmaM").code());
        assertEquals(2, run("categories", RAW, "--divide", "rest").code());
    }

    /**
     * Calibration, then mass: it is where the simulation has it within its uncertainty, which is as large as expected; the
     * expected result has the mass that is put in. Shared with four leptons, it is their weighted mean.
     */
    @Test
    void measuresTheMassWithCalibratedPhotons() throws Exception {
        refused(4, "there are no constants of photon energies, stage 1", run("measure", CARD, "mass"));

        done("calibrate", CARD);
        var files = new ArrayList<>(List.of(".fiducia-files", "calibration.json", "calibration.txt"));
        for (String picture : List.of("mass-ee", "mass-mumugamma", "photons", "scales", "uniformity")) {
            files.addAll(List.of(picture + ".png", picture + ".svg"));
        }
        for (int stage = 1; stage <= 3; stage++) {
            files.addAll(List.of("stage" + stage + ".correctionlib.json", "stage" + stage + ".json"));
        }
        assertEquals(Set.copyOf(files), Set.copyOf(Product.files(folder.resolve("results/calibration"))));

        Product.Outcome outcome = done("measure", CARD, "mass", "--breakdown", "--threads", "2", "--out", "two");
        assertFalse(outcome.err().contains("backgrounds around the range"), outcome.err());
        JsonNode result = result("two", "mass");
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(JSON.readTree(
                        product().home().resolve("etc/result.schema.json").toFile()));
        assertEquals(Set.of(), schema.validate(result));
        assertEquals("converged", result.get("status").asText());
        JsonNode mass = interest(result, "mH");
        assertTrue(mass.get("value").asDouble() > 124 && mass.get("value").asDouble() < 127, mass::toString);
        assertBetween(.04, .06, mass, "stat");
        assertBetween(.10, .25, mass, "total");
        assertTrue(Product.files(folder.resolve("two/mass")).contains("breakdown.png"), "sources are drawn");

        done("measure", CARD, "mass", "--breakdown", "--threads", "1", "--fresh", "--out", "one");
        assertSameNumbers("mass", "two", "one");

        done("measure", CARD, "mass", "--data", "asimov", "--out", "asimov");
        JsonNode expected = interest(result("asimov", "mass"), "mH");
        assertEquals(125, expected.get("value").asDouble(), 1e-6 * 125);
        assertBetween(.047, .059, expected, "stat");

        combinesWithFourLeptons(mass);
        refusesConstantsThatWereAltered();
    }

    /** Any number of threads gives the same numbers, bit for bit. */
    private static void assertSameNumbers(String observable, String one, String other) throws Exception {
        for (String part : List.of("bins", "interest", "inclusive", "parameters", "yields", "response")) {
            JsonNode numbers = result(one, observable).get(part);
            assertFalse(numbers.isEmpty(), part);
            assertEquals(numbers, result(other, observable).get(part), part);
        }
    }

    private static void assertBetween(double least, double most, JsonNode quantity, String what) {
        for (String side : List.of("down", "up")) {
            double error = quantity.get(what).get(side).asDouble();
            assertTrue(error > least && error < most, () -> what + " of " + quantity);
        }
    }

    /** Two masses without a common uncertainty: the joint fit is their mean, weighted by inverse variances. */
    private static void combinesWithFourLeptons(JsonNode photons) throws Exception {
        Path data = product().home().resolve("data").toAbsolutePath();
        for (String name : List.of("analysis.json", "mass-combination.json")) {
            String text = Files.readString(product().home().resolve("etc").resolve(name));
            Files.writeString(folder.resolve("etc").resolve(name), text.replace("../data/", data + "/"));
        }
        done("measure", "etc/analysis.json", "m4l", "--set", "physics=mass");
        JsonNode leptons = interest(result("results", "m4l"), "mH");
        double[] weights = {1 / Math.pow(half(leptons), 2), 1 / Math.pow(half(photons), 2)};
        double information = weights[0] + weights[1];
        double mean = (weights[0] * leptons.get("value").asDouble()
                        + weights[1] * photons.get("value").asDouble())
                / information;
        Product.Outcome outcome = product().run("fit", "etc/mass-combination.json", "--json");
        assertEquals(0, outcome.code(), outcome.err());
        JsonNode joint = JSON.readTree(outcome.out()).get("parameters").get(0);
        assertEquals("mH", joint.get("name").asText());
        assertEquals(mean, joint.get("value").asDouble(), 0.01);
        double error = 0.5
                * (joint.get("interval").get("down").asDouble()
                        + joint.get("interval").get("up").asDouble());
        assertEquals(1 / Math.sqrt(information), error, 0.002);
    }

    private static double half(JsonNode quantity) {
        JsonNode total = quantity.get("total");
        return 0.5 * (total.get("down").asDouble() + total.get("up").asDouble());
    }

    private static void refusesConstantsThatWereAltered() throws Exception {
        Path stage = folder.resolve("results/calibration/stage2.json");
        String before = Files.readString(stage);
        var altered = JSON.readTree(before);
        ((ArrayNode) altered.at("/constants/u/values")).set(0, 0.5);
        Files.writeString(stage, altered.toString());
        refused(4, stage.getFileName() + " cannot be used", run("measure", CARD, "mass"));
        Files.writeString(stage, before);
    }

    /** An observable of any candidate is of four leptons and of two photons. */
    @Test
    void aJarServesBothChannels() throws Exception {
        Path jar = product().deploy().resolve("example.jar");
        PluginJar.write(jar, folder, "example", "1.0.0", "exampleObservable", "candidate.p4().pt()");
        try {
            double[] below = {PT[0] + PT[1] + PT[2], 93.874};
            done(
                    "measure",
                    RAW,
                    "exampleObservable",
                    "--data",
                    "asimov",
                    "--set",
                    CONTINUUM,
                    "--set",
                    STATISTICS,
                    "--out",
                    "photons");
            JsonNode bins = result("photons", "exampleObservable").get("bins");
            assertEquals(2, bins.size());
            assertEquals(
                    below[1],
                    bins.get(0).get("sm").asDouble() + bins.get(1).get("sm").asDouble(),
                    1e-3 * below[1]);
            assertTrue(bins.get(0).get("sm").asDouble() > below[0], "up to 50 GeV");
            Product.Outcome leptons = product().run("measure", "exampleObservable", "--out", "leptons");
            assertEquals(0, leptons.code(), leptons.err());
            assertEquals(2, result("leptons", "exampleObservable").get("bins").size());
        } finally {
            Files.delete(jar);
        }
    }

    private static void refused(int code, String expected, Product.Outcome outcome) {
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
        refused(
                4,
                "has no branch Photon_pt",
                run("select", RAW, "--set", "eras/2022-2024/data=[\"../run3/Data_2022.root\"]"));
        refused(
                3,
                "did you mean mjj?",
                run("select", RAW, "--set", "channel/settings/categories=[{\"id\":\"a\",\"where\":\"mjjj > 3\"}]"));
        refused(
                3,
                "no correction of the energy",
                run("select", RAW, "--set", "channel/settings/energy={\"id\":\"none\"}"));
        refused(
                3,
                "a list of rising numbers",
                run(
                        "select",
                        RAW,
                        "--set",
                        "channel/settings/categories=[{\"id\":\"a\",\"axis\":\"pT\",\"boundaries\":[2,1]}]"));
    }
}
