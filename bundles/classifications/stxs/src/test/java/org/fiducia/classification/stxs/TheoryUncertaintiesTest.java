package org.fiducia.classification.stxs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.Nuisance.YieldEffect;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.classification.stxs.Definition.Bin;
import org.fiducia.classification.stxs.TheoryUncertainties.Migration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Closed forms of what moves across boundaries. */
class TheoryUncertaintiesTest {
    @TempDir
    Path folder;

    private final TheoryUncertainties shipped = TheoryUncertainties.shipped();

    private static Map<String, Double> random(Definition definition) {
        var random = new Random(1);
        var sigma = new HashMap<String, Double>();
        for (Bin bin : definition.bins()) {
            sigma.put(bin.name(), 1 + random.nextDouble());
        }
        return sigma;
    }

    /** The shipped boundaries with sizes that bins of any cross section can bear. */
    private TheoryUncertainties small() {
        return new TheoryUncertainties(
                shipped.boundaries().stream()
                        .map(b -> new TheoryUncertainties.Boundary(
                                b.name(), b.groups(), b.quantity(), b.threshold(), b.where(), b.size() / 100, false))
                        .toList(),
                shipped.yields());
    }

    /** In every group the sum of all bins stays where it is. */
    @ParameterizedTest
    @ValueSource(strings = {"stage1.2", "stage1.2-fine", "stage1.3-proposal"})
    void theSumOfAllBinsKnowsNothingOfIt(String name) {
        Definition definition = Definition.shipped(name);
        Map<String, Double> sigma = random(definition);
        List<Migration> migrations = small().migrations(definition, sigma);
        assertTrue(migrations.size() >= 29, migrations.size() + " boundaries");
        for (Migration migration : migrations) {
            var sums = new TreeMap<String, Double>();
            double moved = 0;
            double whole = sigma.values().stream().mapToDouble(x -> x).sum();
            for (Bin bin : definition.bins()) {
                double change = migration.of(bin) * sigma.get(bin.name());
                sums.merge(bin.group(), change, Double::sum);
                moved += Math.abs(change);
                assertTrue(change == 0 || !bin.forward(), "nothing measures " + bin.name());
            }
            assertTrue(moved > 0, migration.name());
            sums.forEach((group, sum) -> assertEquals(0, sum, 1e-12 * whole, migration.name() + " " + group));
        }
    }

    /** Every threshold between two bins of stage 1.2 is one. */
    @Test
    void everyThresholdHasOne() {
        Definition definition = Definition.shipped("stage1.2");
        var found = new TreeSet<String>();
        for (TheoryUncertainties.Boundary boundary : shipped.boundaries()) {
            found.add(boundary.quantity() + " " + boundary.threshold());
        }
        var needed = definition.bins().stream()
                .flatMap(bin -> bin.where().stream())
                .filter(condition -> !condition.name().equals("absYH"))
                .map(condition -> condition.name() + " " + condition.number())
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(found.containsAll(needed), () -> needed + " are in " + found);
    }

    private static String numbers(List<Bin> bins) {
        return bins.stream().map(bin -> "" + bin.number()).collect(Collectors.joining(" "));
    }

    /** By the table of bins of arXiv:1906.02754. */
    @ParameterizedTest
    @CsvSource({
        "ggH_jets_0_1, GG2H, 107 108 109 110 111 112 113 114 115 116, 105 106",
        "ggH_jets_1_2, GG2H, 110 111 112 113 114 115 116, 107 108 109",
        "ggH_pTH_10, GG2H, 106, 105",
        "ggH_pTH_60, GG2H, 108 109 111 112, 107 110",
        "ggH_pTH_120, GG2H, 109 112, 107 108 110 111",
        "ggH_pTH_200, GG2H, 101 102 103 104, 105 106 107 108 109 110 111 112 113 114 115 116",
        "ggH_pTH_300, GG2H, 102 103 104, 101",
        "ggH_mjj_350, GG2H, 113 114 115 116, 110 111 112",
        "ggH_pTHjj_25, GG2H, 114 116, 113 115",
        "qqH_mjj_120, QQ2HQQ, 205 206 207 208 209 210, 204",
        "qqH_mjj_350, QQ2HQQ, 206 207 208 209 210, 203 204 205",
        "qqH_mjj_700, QQ2HQQ, 209 210, 207 208",
        "qqH_pTH_200, QQ2HQQ, 206, 207 208 209 210",
        "qqVH_pTV_250, QQ2HLL, 405, 403 404",
        "qqVH_jets_0_1, QQ2HLNU, 304, 303",
        "ttH_pTH_60, TTH, 602 603 604 605, 601"
    })
    void whatLiesOnBothSides(String name, String group, String above, String below) {
        Definition definition = Definition.shipped("stage1.2");
        Extents extents = Extents.of(definition);
        TheoryUncertainties.Boundary boundary = shipped.boundaries().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        assertEquals(above, numbers(boundary.side(definition, extents, group, true)));
        assertEquals(below, numbers(boundary.side(definition, extents, group, false)));
    }

    private Settings settings(String boundary, String yield) throws IOException {
        Files.writeString(
                folder.resolve("theory.json"), "{\"boundaries\": [" + boundary + "], \"yields\": [" + yield + "]}");
        return new Settings("/theory", Map.of("uncertainties", "theory.json"), folder);
    }

    private static final String TEN =
            "{\"name\": \"b\", \"groups\": [\"GG2H\"], \"quantity\": \"pTH\", \"threshold\": 10, \"size\": 0.3}";

    /** Δ = .3 · 10 fb between bins of 10 and 30 fb. */
    @Test
    void thePredictionOfABinIsAsUncertainAsWhatCrossesItsEnds() throws IOException {
        Settings settings = settings(TEN, "{\"name\": \"y\", \"processes\": [\"ttH\"], \"size\": [0.1, 0.2]}");
        var nominal = StagedNominal.measured(Map.of());
        List<Uncertainty> found = new TheoryPrediction().uncertainties(nominal, settings);
        int soft = index(nominal, "GG2H_0J_PTH_0_10");
        int hard = index(nominal, "GG2H_0J_PTH_GT10");
        int top = index(nominal, "TTH_PTH_0_60");
        // each event has a quarter of its bin
        assertEquals(Math.sqrt(9 + 100 / 4.0), found.get(soft).up(), 1e-12);
        assertEquals(Math.sqrt(9 + 900 / 4.0), found.get(hard).down(), 1e-12);
        assertEquals(Math.sqrt(0.04 + 4 / 4.0), found.get(top).down(), 1e-12);
        assertEquals(Math.sqrt(0.16 + 4 / 4.0), found.get(top).up(), 1e-12);
        // the migration is not in the sum
        assertEquals(
                Math.sqrt(0.09 + (100 + 900 + 4 + 1) / 4.0),
                found.get(found.size() - 1).down(),
                1e-12);
    }

    private static int index(org.fiducia.testkit.ExampleNominal nominal, String name) {
        return nominal.observable().binning().bins().stream()
                .map(bin -> bin.label())
                .toList()
                .indexOf(name);
    }

    /** Cross sections that are measured apart have nothing of a migration between them in their efficiencies. */
    @Test
    void betweenWhatIsMeasuredItActsOnNothing() throws IOException {
        Settings settings = settings(TEN, "{\"name\": \"y\", \"processes\": [\"ttH\"], \"size\": [0.1, 0.2]}");
        ModelPart part = new TheoryNuisances().part(StagedNominal.measured(Map.of()), List.of(settings));
        assertEquals(List.of(), part.nuisances());
    }

    /** 40 fb, selected 10/2 + 30/4 = 12.5; with 3 fb more above: 7/2 + 33/4 = 11.75, less: 13/2 + 27/4 = 13.25. */
    @Test
    void insideOfWhatIsMeasuredItChangesTheEfficiency() throws IOException {
        var nominal = StagedNominal.measured(Map.of("GG2H_0J", List.of("GG2H_0J_PTH_0_10", "GG2H_0J_PTH_GT10")));
        ModelPart part = new TheoryNuisances().part(nominal, List.of(settings(TEN, "")));
        assertEquals(1, part.nuisances().size());
        Nuisance nuisance = part.nuisances().get(0);
        assertEquals("b", nuisance.name());
        var effect = (YieldEffect) nuisance.effects().get(0);
        double tops = 3; // all selected
        assertEquals((11.75 + tops) / (12.5 + tops) - 1, effect.up(), 1e-12);
        assertEquals((13.25 + tops) / (12.5 + tops) - 1, effect.down(), 1e-12);
    }

    /** Modes that are measured together: 40 fb of ggH and 3 of ttH, of which 20 % more or 10 % less, at 43 fb. */
    @Test
    void yieldsChangeSharesOfModes() throws IOException {
        var nominal = StagedNominal.measured(
                Map.of("H", List.of("GG2H_0J_PTH_0_10", "GG2H_0J_PTH_GT10", "TTH_PTH_0_60", "TTH_PTH_60_120")));
        ModelPart part = new TheoryNuisances()
                .part(
                        nominal,
                        List.of(settings("", "{\"name\": \"y\", \"processes\": [\"ttH\"], \"size\": [0.1, 0.2]}")));
        var effect = (YieldEffect) part.nuisances().get(0).effects().get(0);
        assertEquals((12.5 + 3.6) * 43 / 43.6 / 15.5 - 1, effect.up(), 1e-12);
        assertEquals((12.5 + 2.7) * 43 / 42.7 / 15.5 - 1, effect.down(), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"b\", \"groups\": [\"GG2H\"], \"quantity\": \"pTX\", \"threshold\": 10, \"size\": 0.1}#pTX",
                "{\"name\": \"b\", \"groups\": [\"GG2H\"], \"quantity\": \"pTH\", \"threshold\": 10}#no size",
                "{\"name\": \"b\", \"groups\": [\"GG2H\"], \"quantity\": \"pTH\", \"threshold\": 10, \"size\": -1}#no size of",
                "{\"name\": \"b\", \"groups\": [\"GG2H\"], \"quantity\": \"pTH\", \"threshold\": 10, \"delta\": 15}#moves 15"
            })
    void saysWhatIsWrong(String text) throws IOException {
        int cut = text.indexOf('#');
        Settings settings = settings(text.substring(0, cut), "");
        var nominal = StagedNominal.measured(Map.of());
        var e = assertThrows(FiduciaException.class, () -> new TheoryPrediction().uncertainties(nominal, settings));
        assertTrue(e.getMessage().contains(text.substring(cut + 1)), e.getMessage());
    }

    @Test
    void otherDefinitionsAreRefused() {
        var nominal = StagedNominal.measured(Map.of());
        var settings = new Settings("/theory", Map.of("definition", "stage1.9"));
        assertThrows(FiduciaException.class, () -> new TheoryPrediction().uncertainties(nominal, settings));
    }
}
