package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the shipped card says of correlations. */
class ShippedCardTest {
    private static JsonNode card = new ObjectMapper().createObjectNode();

    @BeforeAll
    static void read() throws Exception {
        card = new ObjectMapper().readTree(Path.of("src/main/etc/analysis.json").toFile());
    }

    /** Uncertainties of one name add up linearly over the years, those of different names in quadrature. */
    @Test
    void luminosityOfAllYears() {
        Map<String, Double> eras = new HashMap<>();
        double all = 0;
        for (JsonNode era : card.get("eras")) {
            double luminosity = era.get("luminosity").asDouble();
            eras.put(era.get("name").asText(), luminosity);
            all += luminosity;
        }
        assertEquals(170.8, all, 1e-9);
        double variance = 0;
        Map<String, Double> perYear = new HashMap<>();
        for (JsonNode nuisance : card.get("nuisances")) {
            if (!"luminosity".equals(nuisance.path("group").asText())) {
                continue;
            }
            assertFalse(nuisance.has("uncorrelated"));
            double shift = 0;
            for (Map.Entry<String, JsonNode> size : nuisance.get("sizes").properties()) {
                double relative = size.getValue().asDouble();
                shift += relative * eras.get(size.getKey());
                perYear.merge(size.getKey(), relative * relative, Double::sum);
            }
            variance += shift * shift;
        }
        assertEquals(1.20, 100 * Math.sqrt(variance) / all, 0.005); // published for the three years together
        assertEquals(1.38, 100 * Math.sqrt(perYear.get("2022")), 0.005);
        assertEquals(1.28, 100 * Math.sqrt(perYear.get("2023")), 0.005);
        assertEquals(1.60, 100 * Math.sqrt(perYear.get("2024")), 0.01);
    }

    @Test
    void reducibleBackgroundIsUncorrelatedOverErasAndFinalStates() {
        var eras = new TreeSet<String>();
        card.get("eras").forEach(era -> eras.add(era.get("name").asText()));
        var states = new TreeSet<String>();
        for (JsonNode nuisance : card.get("nuisances")) {
            if ("Z+X".equals(nuisance.path("group").asText())) {
                assertEquals("[\"era\"]", nuisance.path("uncorrelated").toString());
                for (Map.Entry<String, JsonNode> state : nuisance.get("sizes").properties()) {
                    states.add(state.getKey());
                    var own = new TreeSet<String>();
                    state.getValue().fieldNames().forEachRemaining(own::add);
                    assertEquals(eras, own);
                }
                assertEquals(1, nuisance.get("sizes").size());
            }
        }
        assertEquals("[2e2mu, 4e, 4mu]", states.toString());
    }

    @Test
    void everyUncertaintySaysWhereItComesFrom() {
        for (JsonNode nuisance : card.get("nuisances")) {
            assertFalse(nuisance.path("note").asText().isBlank(), nuisance.toString());
        }
    }

    /** Eleven sources, of which those that say so are of each year; for jets near the threshold they come to 2 % and 4 %. */
    @Test
    void jetEnergySourcesInQuadrature() {
        for (JsonNode nuisance : card.get("nuisances")) {
            if (!nuisance.path("name").asText().equals("jes")) {
                continue;
            }
            JsonNode sources = nuisance.get("sources");
            assertEquals(11, sources.size());
            long own = StreamSupport.stream(sources.spliterator(), false)
                    .filter(source -> source.has("uncorrelated"))
                    .count();
            assertEquals(5, own);
            for (double eta : new double[] {0.5, 2, 2.8, 4}) {
                double variance = 0;
                for (JsonNode source : sources) {
                    variance += Math.pow(size(source.get("size"), eta, 40), 2);
                }
                assertEquals(eta < 2.5 ? 0.02 : 0.04, Math.sqrt(variance), 0.002, "|η| = " + eta);
            }
            return;
        }
        fail("there is none called jes");
    }

    /** Of a list of [upper edge, size or list of these]. */
    private static double size(JsonNode table, double... x) {
        for (JsonNode range : table) {
            if (x[0] < range.get(0).asDouble()) {
                return range.get(1).isNumber() ? range.get(1).asDouble() : size(range.get(1), x[1]);
            }
        }
        return 0;
    }
}
