package org.fiducia.channel.hgg.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.channel.hgg.Diphoton;
import org.fiducia.channel.hgg.Photon;
import org.fiducia.objects.categories.Categories;
import org.fiducia.objects.jets.CandidateJets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiphotonCategoriesTest {
    private static Categories<Diphoton> of(List<?> entries) {
        return DiphotonCategories.of(new Settings("/channel/settings", Map.of("categories", entries)));
    }

    private static Photon photon(double resolution) {
        return new Photon(60, 0, 0, 0.95, resolution * 60, 0.4, 1, 0);
    }

    /** Both photons with the same σ_E/E: σ_m/m is that over √2. */
    private static Diphoton pair(double sigmaMOverM, FourMomentum... jets) {
        double each = sigmaMOverM * Math.sqrt(2);
        return new Diphoton(photon(each), photon(each), new CandidateJets(List.of(jets)));
    }

    @ParameterizedTest
    @CsvSource({"0.0086, 1", "0.0088, 2", "0.0118, 2", "0.012, 3", "0.0136, 3", "0.0138, 4", "0.3, 4"})
    void theUsualOnesAreOfTheResolution(double sigmaMOverM, int category) {
        Categories<Diphoton> usual = DiphotonCategories.of(Settings.none());
        assertEquals(
                List.of("VBF", "res1", "res2", "res3", "res4"),
                usual.list().stream().map(Category::id).toList());
        assertEquals(List.of("gg"), Category.generatedClasses(usual.list()));
        assertEquals(category, usual.of(pair(sigmaMOverM)));
    }

    @ParameterizedTest
    @CsvSource({"2, -2, 0", "1.4, -1.4, 2", "3.5, 0.4, 0", "3.5, 0.6, 2"})
    void theUsualOnesHaveOneOfTwoForwardJets(double eta1, double eta2, int category) {
        var jets =
                new FourMomentum[] {FourMomentum.ofPtEtaPhiM(100, eta1, 0, 0), FourMomentum.ofPtEtaPhiM(90, eta2, 3, 0)
                };
        assertEquals(category, DiphotonCategories.of(Settings.none()).of(pair(0.01, jets)));
        assertEquals(2, DiphotonCategories.of(Settings.none()).of(pair(0.01, jets[0])), "one jet has no partner");
    }

    @Test
    void theFirstThatIsMetDecides() {
        Categories<Diphoton> categories = of(List.of(
                Map.of("id", "a", "where", List.of("minR9 > .96")),
                Map.of("id", "b", "where", List.of("minR9 >= 0.9", "maxAbsEta<1.4442")),
                Map.of("id", "c", "where", "minMvaID > 0.3")));
        assertEquals(1, categories.of(pair(0.01)));
        assertFalse(DiphotonCategories.needResolution(categories));
        Categories<Diphoton> none = of(List.of(Map.of("id", "a", "where", "pT > 1e3")));
        assertEquals(-1, none.of(pair(0.01)));
    }

    @Test
    void anAxisDividesWhatItsConditionsLeave() {
        Categories<Diphoton> categories = of(List.of(
                Map.of("id", "jets", "where", "nJets >= 1", "axis", "nJets", "boundaries", List.of(2, 3)),
                Map.of("id", "rest", "title", "others")));
        assertEquals(
                List.of("jets1", "jets2", "jets3", "rest"),
                categories.list().stream().map(Category::id).toList());
        assertEquals("2.0 < jets < 3.0", categories.list().get(1).title());
        var jet = FourMomentum.ofPtEtaPhiM(40, 1, 1, 0);
        assertEquals(3, categories.of(pair(0.01)));
        assertEquals(0, categories.of(pair(0.01, jet)));
        assertEquals(1, categories.of(pair(0.01, jet, jet)));
        assertEquals(2, categories.of(pair(0.01, jet, jet, jet, jet)));
    }

    private static void refused(String expected, Object... entries) {
        var e = assertThrows(FiduciaException.class, () -> of(List.of(entries)));
        String all = e.getMessage() + " " + e.remedy();
        assertTrue(all.contains("/channel/settings/categories") && all.contains(expected), all);
    }

    @Test
    void refusesWhatMakesNoSense() {
        refused("mjj", Map.of("id", "a", "where", "mj > 350"));
        refused("sigmaMOverM", Map.of("id", "a", "axis", "sigmaM", "boundaries", List.of(1)));
        refused("\"mjj 350\" is no condition", Map.of("id", "a", "where", "mjj 350"));
        refused("\"mjj => 350\" is no condition", Map.of("id", "a", "where", "mjj => 350"));
        refused("rising", Map.of("id", "a", "axis", "pT", "boundaries", List.of(2, 1)));
        refused("rising", Map.of("id", "a", "axis", "pT", "boundaries", List.of(2, 2)));
        refused("axis without boundaries", Map.of("id", "a", "axis", "pT"));
        refused("boundaries without axis", Map.of("id", "a", "boundaries", List.of(2)));
        refused("two categories a", Map.of("id", "a", "where", "pT > 1"), Map.of("id", "a"));
        refused("letters", Map.of("id", "a b"));
        refused("wher", Map.of("id", "a", "wher", "pT > 1"));
        refused("a list of objects", "VBF");
        refused("is missing", Map.of("where", "pT > 1"));
    }
}
