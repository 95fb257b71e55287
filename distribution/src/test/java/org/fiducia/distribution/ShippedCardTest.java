package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the shipped cards say of rates and uncertainties. */
class ShippedCardTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static JsonNode card = JSON.createObjectNode();
    private static JsonNode photons = JSON.createObjectNode();

    @BeforeAll
    static void read() throws Exception {
        card = read("analysis.json");
        photons = read("hgg.json");
    }

    private static JsonNode read(String file) throws Exception {
        return JSON.readTree(Path.of("src/main/etc", file).toFile());
    }

    @ParameterizedTest
    @CsvSource({
        "analysis.json, analysis.schema.json",
        "hgg.json, analysis.schema.json",
        "hbb-boosted.json, analysis.schema.json",
        "mass-combination.json, combination.schema.json",
        "th.json, analysis.schema.json",
        "th-combination.json, combination.schema.json",
        "stxs.json, analysis.schema.json",
        "cms-nanoaod.json, analysis.schema.json"
    })
    void areAsTheirSchemaSays(String file, String schema) throws Exception {
        assertEquals(
                Set.of(),
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(read(schema))
                        .validate(read(file)));
    }

    /** Cross section times branching ratio at 125 GeV, of all production modes. */
    @Test
    void twoPhotonsComeAtTheRateOfTheSimulation() {
        JsonNode rates = photons.get("rates");
        int at = -1;
        for (int k = 0; k < rates.get("mH").size(); k++) {
            at = rates.get("mH").get(k).asDouble() == 125 ? k : at;
        }
        double sum = 0;
        for (JsonNode mode : rates.get("crossSections")) {
            sum += mode.get(at).asDouble();
        }
        assertEquals(134.563, sum * rates.get("branchingRatio").get(at).asDouble(), 1e-3);
    }

    /** Sizes in MeV as published; what the constants add is of the constants that the selection applies. */
    @Test
    void uncertaintiesOfTheMassOfTwoPhotons() {
        var sizes = new HashMap<String, Double>();
        for (JsonNode nuisance : photons.get("nuisances")) {
            if (nuisance.get("kind").asText().equals("constants")) {
                assertEquals(photons.at("/channel/settings/energy/settings/constants"), nuisance.get("constants"));
            } else {
                sizes.merge(nuisance.get("group").asText(), nuisance.get("size").asDouble(), Math::hypot);
            }
        }
        assertEquals(
                Map.of(
                        "residual non-linearity", 64.0,
                        "muon momentum", 38.0,
                        "electromagnetic shower", 23.0,
                        "interference", 27.0,
                        "other", 13.0),
                sizes);
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
        for (JsonNode one : List.of(card, photons)) {
            for (JsonNode nuisance : one.get("nuisances")) {
                assertFalse(nuisance.path("note").asText().isBlank(), nuisance.toString());
            }
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
