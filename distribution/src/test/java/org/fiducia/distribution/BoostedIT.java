package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Boosted H → bb on the shipped sample data; the numbers that are expected come from the program that made these. */
class BoostedIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PT = List.of("450_500", "500_550", "550_600", "600_675", "675_800", "800_1200");

    /** Weighted events that pass and fail at 200 fb⁻¹, as data/boosted/README.md has them. */
    private static final Map<String, double[]> EXPECTED = Map.of(
            "ggH", new double[] {61.96, 52.0},
            "VBF", new double[] {20.98, 18.0},
            "VH", new double[] {31.97, 27.0},
            "ttH", new double[] {19.98, 19.0},
            "Zbb", new double[] {636.1, 556.0},
            "Zqq", new double[] {59.64, 5568.6},
            "Wqq", new double[] {68.93, 15332.6},
            "tt", new double[] {368.8, 3689.3},
            "QCD", new double[] {4505.2, 435019});

    @TempDir
    static Path folder;

    private static String run(String verb, String... words) throws Exception {
        var product = new Product(
                folder, Map.of("FIDUCIA_STORE", folder.resolve("store").toString()));
        var all = new ArrayList<>(List.of(
                verb, "--card", product.home().resolve("etc/hbb-boosted.json").toString()));
        all.addAll(List.of(words));
        Product.Outcome outcome = product.run(all.toArray(String[]::new));
        assertEquals(0, outcome.code(), outcome.err());
        return outcome.out();
    }

    private static double side(JsonNode numbers, String side) {
        double sum = 0;
        for (String bin : PT) {
            sum += numbers.get(side + "_" + bin).asDouble();
        }
        return sum;
    }

    @Test
    void selectsWhatIsThere() throws Exception {
        int[] pass = {2543, 1400, 816, 620, 398, 203};
        int[] fail = {202896, 107973, 60585, 45764, 28996, 14314};
        int seen = 0;
        for (JsonNode sample : JSON.readTree(run("select", "--json")).get("samples")) {
            JsonNode cut = sample.get("cuts").get(1);
            assertEquals("pT", cut.get("cut").asText());
            String name = sample.get("name").asText();
            if (cut.has("eventsPerInverseFb")) {
                double[] expected = EXPECTED.get(name);
                JsonNode perInverseFb = cut.get("eventsPerInverseFb");
                // to the digits that are given
                assertEquals(expected[0], 200 * side(perInverseFb, "pass"), expected[0] > 200 ? 0.06 : 0.006, name);
                assertEquals(expected[1], 200 * side(perInverseFb, "fail"), name.equals("QCD") ? 0.6 : 0.06, name);
            } else {
                for (int k = 0; k < PT.size(); k++) {
                    assertEquals(
                            pass[k], cut.get("events").get("pass_" + PT.get(k)).asInt());
                    assertEquals(
                            fail[k], cut.get("events").get("fail_" + PT.get(k)).asInt());
                }
                assertEquals(466508, cut.get("events").get("all").asInt());
            }
            seen++;
        }
        assertEquals(10, seen);
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
    void measuresTheSignalStrength() throws Exception {
        run("measure", "boosted", "--breakdown", "--impacts", "--goodness", "50", "--significance", "mu");
        JsonNode result =
                JSON.readTree(folder.resolve("results/boosted/result.json").toFile());
        assertEquals("converged", result.get("status").asText());
        JsonNode mu = interest(result, "mu");
        assertEquals(1.43, mu.get("value").asDouble(), 0.2);
        assertEquals(0.46, mu.at("/total/up").asDouble(), 0.07);
        assertEquals(0.42, mu.at("/total/down").asDouble(), 0.07);
        assertEquals(0.40, mu.at("/stat/up").asDouble(), 0.06);
        double squares = 0;
        boolean theory = false;
        for (JsonNode group : result.get("breakdown")) {
            double up = group.at("/bins/0/up").asDouble();
            squares += up * up;
            theory |= group.get("group").asText().equals("theory");
        }
        assertTrue(theory, "signal theory is a group of its own");
        double total = result.at("/bins/0/total/up").asDouble();
        assertEquals(total, Math.sqrt(squares), 0.03 * total, "parts add in quadrature");
    }

    /** By construction the soft-drop mass is 7 % of itself worse and 2 % low. */
    @Test
    void theRegressedMassBeatsTheSoftDropMass() throws Exception {
        JsonNode peaks = JSON.readTree(run("jet-mass", "--compare", "mass=massSD", "--json"))
                .at("/peaks/rows");
        assertEquals(4, peaks.size());
        for (int k = 0; k < peaks.size(); k += 2) {
            JsonNode regressed = peaks.get(k);
            JsonNode softDrop = peaks.get(k + 1);
            assertEquals("mass=massSD", softDrop.get("mass").asText());
            assertEquals(
                    0.98,
                    softDrop.get("peak").asDouble() / regressed.get("peak").asDouble(),
                    0.02,
                    regressed.get("process").asText());
            double width = regressed.get("relativeWidth").asDouble();
            double wider = softDrop.get("relativeWidth").asDouble();
            assertEquals(7, Math.sqrt(wider * wider - width * width), 1, "added in quadrature, %");
        }
    }

    private static JsonNode report(String out, String... words) throws Exception {
        var all = new ArrayList<>(List.of("boosted", "--out", out));
        all.addAll(List.of(words));
        run("transfer-factor", all.toArray(String[]::new));
        return JSON.readTree(folder.resolve(out).resolve("transfer-factor.json").toFile());
    }

    private static Map<String, Double> chi2(JsonNode fits) {
        var chi2 = new HashMap<String, Double>();
        fits.forEach(
                fit -> chi2.put(fit.get("order").toString(), fit.get("chi2").asDouble()));
        return chi2;
    }

    private static String taken(JsonNode fits) {
        for (JsonNode fit : fits) {
            if (fit.get("taken").asBoolean()) {
                return fit.get("order").toString();
            }
        }
        return "";
    }

    @Test
    void findsTheOrdersOfTheTransferFactor() throws Exception {
        JsonNode report = report("regressed");
        assertEquals(129, report.get("bins").asInt());
        Map<String, Double> simulated = chi2(report.at("/simulated/fits"));
        assertEquals(264.8, simulated.getOrDefault("[0,0]", 0.0), 0.05 * 264.8);
        assertEquals(146.8, simulated.getOrDefault("[1,1]", 0.0), 0.05 * 146.8);
        assertEquals(130.5, simulated.getOrDefault("[2,2]", 0.0), 0.05 * 130.5);
        assertEquals("[2,2]", taken(report.at("/simulated/fits")));
        assertEquals("[1,1]", taken(report.at("/residual/fits")));
        JsonNode first = report.at("/residual/tests/0");
        assertEquals("[0,1]", first.get("to").toString());
        assertTrue(first.get("pValue").asDouble() < 1e-3, "a slope in rho is needed");
        assertEquals(0, report.get("negative").size());
        double observed = report.at("/significance/observed").asDouble();
        double expected = report.at("/significance/expected").asDouble();
        assertEquals(3.6, observed, 0.3);
        assertEquals(2.55, expected, 0.3);
        for (String picture :
                List.of("spectrum-pass_450_500", "spectrum-fail_800_1200", "transfer-factor", "pass-subtracted")) {
            assertTrue(Files.size(folder.resolve("regressed").resolve(picture + ".svg")) > 1000, picture);
        }
        JsonNode softDrop = report("soft-drop", "--set", "channel/settings/mass=massSD");
        assertTrue(softDrop.at("/significance/expected").asDouble() < 0.9 * expected, "the regressed mass is better");
    }

    @Test
    void refusesAWindowBeyondTheTemplate() throws Exception {
        var product = new Product(
                folder, Map.of("FIDUCIA_STORE", folder.resolve("store").toString()));
        Product.Outcome outcome = product.run(
                "measure",
                "boosted",
                "--card",
                product.home().resolve("etc/hbb-boosted.json").toString(),
                "--set",
                "fit/range=[33,201]");
        assertEquals(3, outcome.code(), outcome.err());
        assertTrue(
                outcome.err().contains("33.0 to 201.0 GeV") && outcome.err().contains("40.0 to 201.0"), outcome.err());
    }
}
