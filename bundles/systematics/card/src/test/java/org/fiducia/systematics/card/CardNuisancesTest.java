package org.fiducia.systematics.card;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Category;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.Nuisance.MorphEffect;
import org.fiducia.api.measurement.Nuisance.ShapeEffect;
import org.fiducia.api.measurement.Nuisance.YieldEffect;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.testkit.ExampleNominal;
import org.junit.jupiter.api.Test;

class CardNuisancesTest {
    private static final Analysis ANALYSIS = new Analysis(
            "",
            13.6,
            List.of(new Era("2022", 1), new Era("2023", 1)),
            List.of(new Category("4e", ""), new Category("4mu", "")),
            List.of(),
            "",
            105,
            160,
            125);

    private static final ObservableInfo OBSERVABLE = ObservableInfo.production("x", "x", "", 0, 1);

    @SafeVarargs
    private static List<Nuisance> read(Map<String, Object>... blocks) {
        var settings = new java.util.ArrayList<Settings>();
        for (Map<String, Object> block : blocks) {
            settings.add(new Settings("/nuisances/" + settings.size(), block));
        }
        return new CardNuisances()
                .part(new ExampleNominal(ANALYSIS, OBSERVABLE).withComponents("signal", "zz"), settings)
                .nuisances();
    }

    @Test
    void readsSymmetricAndAsymmetricSizes() {
        var both = read(
                Map.of("name", "a", "targets", List.of("signal"), "sizes", 0.1),
                Map.of("name", "b", "group", "g", "targets", "zz", "sizes", List.of(-0.3, 0.2)));
        var a = (YieldEffect) both.get(0).effects().get(0);
        assertEquals(0.1, a.up());
        assertEquals(1 / 1.1 - 1, a.down(), 1e-15);
        var b = (YieldEffect) both.get(1).effects().get(0);
        assertEquals(0.2, b.up());
        assertEquals(-0.3, b.down());
        assertEquals("g", both.get(1).group());
    }

    @Test
    void namesComponentsByTheirBeginnings() {
        assertEquals(List.of("signal", "zz"), targets("*"));
        assertEquals(List.of("zz"), targets("z*"));
        assertEquals(List.of("zz", "signal"), targets("z*", "*"), "each once");
        assertThrows(FiduciaException.class, () -> targets("q*"));
        assertThrows(FiduciaException.class, () -> targets("z"));
    }

    private static List<String> targets(String... names) {
        return read(Map.of("name", "a", "targets", List.of(names), "sizes", 0.1)).get(0).effects().stream()
                .map(effect -> effect.target().process())
                .toList();
    }

    @Test
    void readsChangesOfTemplates() {
        var one = read(Map.of(
                "name",
                "a",
                "kind",
                "template",
                "targets",
                "zz",
                "change",
                List.of(0.1, -0.2),
                "sizes",
                Map.of("4e", 2)));
        var effect = (MorphEffect) one.get(0).effects().get(0);
        assertArrayEquals(new double[] {0.2, -0.4}, effect.change(), 1e-15);
        assertEquals("4e", effect.target().place().category());
        assertThrows(
                FiduciaException.class,
                () -> read(Map.of("name", "a", "kind", "template", "targets", "zz", "change", List.of(-1))));
    }

    @Test
    void nestsErasAndFinalStates() {
        var one = read(Map.of(
                "name", "a", "targets", "signal", "sizes", Map.of("4e", Map.of("2022", 0.1, "2023", 0.2), "4mu", 0.3)));
        assertEquals(1, one.size());
        assertEquals(3, one.get(0).effects().size());
        var there = new Place("SR", "2023", "4e", "any");
        assertTrue(one.get(0).effects().stream()
                .anyMatch(e -> e.target().matches("signal", there) && ((YieldEffect) e).up() == 0.2));
        assertTrue(one.get(0).effects().stream().noneMatch(e -> e.target().matches("zz", there)));
    }

    @Test
    void splitsWhatIsNotCorrelated() {
        var split = read(Map.of(
                "name",
                "a",
                "targets",
                "signal",
                "uncorrelated",
                List.of("era"),
                "sizes",
                Map.of("2022", 0.1, "2023", 0.2)));
        assertEquals(2, split.size());
        assertEquals(
                List.of("a_2022", "a_2023"),
                split.stream().map(Nuisance::name).sorted().toList());
    }

    @Test
    void movesShapes() {
        var effect = (ShapeEffect) read(Map.of(
                        "name",
                        "scale",
                        "kind",
                        "shape",
                        "targets",
                        "signal",
                        "parameter",
                        "mean",
                        "of",
                        "massHypothesis",
                        "sizes",
                        0.002))
                .get(0)
                .effects()
                .get(0);
        assertEquals(0.25, effect.size(), 1e-15);
        assertEquals("mean", effect.parameter());
    }

    @Test
    void movesShapesDownByMoreThanOne() {
        var block = Map.<String, Object>of(
                "name", "scale", "kind", "shape", "targets", "signal", "parameter", "mean", "sizes", -2);
        assertEquals(-2, ((ShapeEffect) read(block).get(0).effects().get(0)).size());
    }

    @Test
    void refusesWhatMakesNoSense() {
        refuses("no component", Map.of("name", "a", "targets", "sgnal", "sizes", 0.1));
        refuses("100 %", Map.of("name", "a", "targets", "zz", "sizes", -1.0));
        refuses("-1.2: a yield", Map.of("name", "a", "targets", "zz", "sizes", Map.of("4e", -1.2)));
        refuses("[-1.0, 0.2]: a yield", Map.of("name", "a", "targets", "zz", "sizes", List.of(-1, 0.2)));
        refuses(
                "groups lepton and Z+X",
                Map.of("name", "a", "group", "lepton", "targets", "signal", "sizes", 0.1),
                Map.of("name", "a", "group", "Z+X", "targets", "zz", "sizes", 0.1));
        refuses("no era", Map.of("name", "a", "targets", "zz", "sizes", Map.of("1999", 0.1)));
        refuses("unknown setting", Map.of("name", "a", "targets", "zz", "sizes", 0.1, "sizs", 1));
        refuses("kind", Map.of("name", "a", "kind", "uniform", "targets", "zz", "sizes", 0.1));
        refuses("sizes is missing", Map.of("name", "a", "targets", "zz"));
        refuses(
                "declared as",
                Map.of("name", "a", "targets", "zz", "sizes", 0.1),
                Map.of("name", "a", "kind", "shape", "parameter", "mean", "targets", "zz", "sizes", 0.1));
    }

    @SafeVarargs
    private static void refuses(String what, Map<String, Object>... blocks) {
        var e = assertThrows(FiduciaException.class, () -> read(blocks));
        assertTrue(e.getMessage().contains(what), e.getMessage());
        assertTrue(e.getMessage().contains("/nuisances/"), e.getMessage());
    }
}
