package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search for tH on its simulated data: counts, limits and misidentified objects against those of another program. */
class SearchIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Normalisation factors and their uncertainties. */
    private static final Map<String, double[]> FACTORS = Map.of(
            "eHF", new double[] {1.301, .081},
            "mHF", new double[] {.847, .061},
            "eConv", new double[] {1.621, .137},
            "t1", new double[] {1.208, .040},
            "t3", new double[] {.789, .039});

    @TempDir
    static Path folder;

    private static Product product() {
        return new Product(
                folder, Map.of("FIDUCIA_STORE", folder.resolve("store").toString()));
    }

    private static Product.Outcome run(String... words) throws Exception {
        return product().run(words);
    }

    private static JsonNode json(String... words) throws Exception {
        var all = new ArrayList<>(List.of(words));
        all.add("--json");
        Product.Outcome outcome = run(all.toArray(String[]::new));
        assertEquals(0, outcome.code(), outcome.err());
        return JSON.readTree(outcome.out());
    }

    private static String card(String name) {
        return product().home().resolve("etc").resolve(name).toString();
    }

    private static JsonNode rows(JsonNode table) {
        return table.isArray() ? table : table.get("rows");
    }

    /** Events of the signal regions in the data. */
    @Test
    void selects() throws Exception {
        JsonNode selected = json("select", "--card", card("th.json"));
        JsonNode data = null;
        for (JsonNode sample : selected.get("samples")) {
            data = sample.get("process").asText().equals("data") ? sample : data;
        }
        JsonNode last = data.get("cuts").get(data.get("cuts").size() - 1).get("events");
        assertEquals(233, last.get("2l1tau").asInt());
        assertEquals(1403, last.get("1l2tau").asInt());
        assertEquals(56099, data.get("entries").asInt());
    }

    /** The likelihood of the other program has other interpolations of log-normal uncertainties within one σ. */
    @Test
    void measuresWithALimit() throws Exception {
        JsonNode result = json(
                "measure", "th", "--card", card("th.json"), "--limit=mu", "--intervals=profile", "--out", "results");
        assertEquals(-76605.656218, result.get("nll").asDouble(), 2e-3);
        int compared = 0;
        for (JsonNode parameter : result.get("parameters")) {
            double[] expected = FACTORS.get(parameter.get("name").asText().replaceFirst("^NF_", ""));
            if (expected != null) {
                assertEquals(expected[0], parameter.get("value").asDouble(), .1 * expected[1]);
                assertEquals(expected[1], parameter.get("error").asDouble(), .05 * expected[1]);
                compared++;
            }
        }
        assertEquals(5, compared);
        JsonNode limit = result.at("/limits/0");
        assertEquals(6.08, limit.get("observed").asDouble(), .01 * 6.08);
        double[] bands = {7.19, 9.88, 14.27, 21.09, 30.61};
        for (int k = 0; k < bands.length; k++) {
            assertEquals(bands[k], limit.get("expected").get(k).asDouble(), .01 * bands[k], "band " + k);
        }
        assertTrue(Files.exists(folder.resolve("results/th/report.html")));
    }

    @Test
    void combinesThreeChannels() throws Exception {
        JsonNode search = json("search", card("th-combination.json"), "--limit=mu_tH", "--out", "search");
        double[][] expected = {{6.08, 14.27}, {11.07, 4.88}, {5.66, 7.04}, {5.136, 3.833}};
        JsonNode rows = rows(search.get("limits"));
        assertEquals(expected.length, rows.size());
        for (int k = 0; k < expected.length; k++) {
            assertEquals(expected[k][0], rows.get(k).get("observed").asDouble(), .01 * expected[k][0]);
            assertEquals(expected[k][1], rows.get(k).get("median").asDouble(), .01 * expected[k][1]);
        }
        for (String picture : List.of("limits", "events-SR-Run2-2l1tau-before", "events-SR-Run2-1l2tau-after")) {
            assertTrue(Files.exists(folder.resolve("search").resolve(picture + ".png")), picture);
        }
    }

    /** Both methods agree within three of their uncertainties, and the method closes in simulation. */
    @Test
    void comparesTwoEstimatesOfMisidentifiedObjects() throws Exception {
        JsonNode fakes = json("fakes", "th", "--card", card("th.json"));
        var regions = new TreeMap<String, Integer>();
        rows(fakes.get("regions"))
                .forEach(row -> regions.merge(
                        row.get("region").asText() + "_" + row.get("category").asText(),
                        row.get("data").asInt(),
                        Integer::sum));
        assertEquals(1164, regions.get("AR_2l1tau"));
        assertEquals(18432, regions.get("AR_1l2tau"));
        assertEquals(18355, regions.get("AR_tau1p_2l1tau"));
        assertEquals(6022, regions.get("AR_tau3p_2l1tau"));
        assertEquals(1417, regions.get("CR_tautauSS_1l2tau"));
        assertEquals(431, regions.get("CR_conv_2l1tau"));
        for (JsonNode row : rows(fakes.get("methods"))) {
            for (String ratio : List.of("ratio", "closure")) {
                double value = row.get(ratio).get("value").asDouble();
                double error = row.get(ratio).get("error").asDouble();
                assertTrue(error > 0 && error < .3, row::toString);
                assertEquals(1, value, 3 * error, ratio);
            }
        }
    }

    @Test
    void refusesBadInputByName() throws Exception {
        String card = card("th.json");
        String networks = "plugins/classifications/th/settings/networks/2l1tau=[\"../data/th/th_1l2tau_fold0.onnx\","
                + "\"../data/th/th_1l2tau_fold1.onnx\"]";
        String[][] bad = {
            {"parts/fakes/settings/regions=[\"CR_tautauSS\",\"CR_ff\"]", "CR_ff"},
            {"fit/intervals=6", "/fit/intervals"},
            {networks, "lep2_pt"}
        };
        for (String[] one : bad) {
            Product.Outcome outcome = run("measure", "th", "--card", card, "--set", one[0]);
            assertNotEquals(0, outcome.code(), one[0]);
            assertTrue(outcome.err().contains(one[1]), outcome.err());
            assertTrue(!outcome.err().contains("\tat "), outcome.err());
        }
    }
}
