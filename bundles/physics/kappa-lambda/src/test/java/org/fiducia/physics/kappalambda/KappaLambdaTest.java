package org.fiducia.physics.kappalambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.model.Expression;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Range;
import org.fiducia.physics.scalings.Cell;
import org.fiducia.physics.scalings.Scaling.Target;
import org.fiducia.testkit.Expressions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the numbers of an independent program for the formulae of arXiv:1607.04251 and arXiv:1709.08649. */
class KappaLambdaTest {
    private static final double[] KAPPAS = {-10, 0, 5, 20};

    private final KappaLambda model = new KappaLambda();

    private static Settings settings(Map<String, Object> values) {
        return new Settings("/physics/settings", values);
    }

    private static double at(Expression expression, double kappa) {
        return Expressions.value(expression, name -> kappa);
    }

    @ParameterizedTest
    @CsvSource({
        "ggH, .80530751, .99496151, .98977974, .69737323",
        "VBF, .80719541, .99515954, .98901696, .69504397",
        "WH,  .77051651, .99131214, 1.00383663, .74029787",
        "ZH,  .75555067, .98974231, 1.00988339, .75876251",
        "ttH, .54375297, .96752596, 1.09545769, 1.02007551"
    })
    void productionFollowsTheSelfCoupling(String mode, double a, double b, double c, double d) {
        double[] expected = {a, b, c, d};
        for (int k = 0; k < KAPPAS.length; k++) {
            assertEquals(expected[k], at(KappaLambda.production(Sensitivity.inclusive(mode)), KAPPAS[k]), 1e-8, mode);
        }
    }

    @Test
    void decayFollowsIt() {
        double[] expected = {.93439589, .99418546, 1.02297030, 1.10520286};
        for (int k = 0; k < KAPPAS.length; k++) {
            assertEquals(expected[k], at(KappaLambda.branching(0.0083), KAPPAS[k]), 1e-8);
        }
    }

    private double factor(
            String observable, String mode, double lo, double hi, Map<String, Object> values, double kappa) {
        var cell = new Cell(mode, 0, new Bin("b", List.of(new Range(lo, hi))));
        return at(
                model.scaled(new Target(observable, List.of(cell)), settings(values))
                        .factors()
                        .get(0),
                kappa);
    }

    private static double expected(double c1, double kappa) {
        return at(KappaLambda.production(c1), kappa) * at(KappaLambda.branching(0.0083), kappa);
    }

    @Test
    void binsOfMomentumHaveTheirOwnSensitivity() {
        double far = Double.POSITIVE_INFINITY;
        assertEquals(expected(0.05148, 10), factor("pT4l", "ttH", 0, 45, Map.of(), 10), 1e-12);
        assertEquals(expected(0.00703, 10), factor("pT4l", "ttH", 300, 400, Map.of(), 10), 1e-12);
        assertEquals(
                expected((14 * 0.04227 + 26 * 0.02923) / 40, 10), factor("pT4l", "ttH", 106, 146, Map.of(), 10), 1e-12);
        assertEquals(expected(0.00703, 10), factor("pT", "ttH", 300, far, Map.of(), 10), 1e-12);
        double open = Sensitivity.in("ttH", new Range(146, far));
        assertTrue(open > 0.0190 && open < 0.0232, "within 10 % of the mean over simulated events, .0211: " + open);
        assertEquals(expected(0.0351, 10), factor("nJets", "ttH", 0, 1, Map.of(), 10), 1e-12, "no momentum");
        assertEquals(expected(0.0351, 10), factor("pT4l", "ttH", 0, 45, Map.of("differential", false), 10), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({
        "ttH, TTH_PTH_0_60, .05148",
        "ttH, TTH_PTH_60_120, .04227",
        "ttH, TTH_PTH_120_200, .02923",
        "ttH, TTH_PTH_200_300, .01689",
        "ttH, TTH_PTH_GT300, .00703",
        "ttH, TTH, .0351",
        "WH, QQ2HLNU_PTV_0_75, .01399",
        "WH, QQ2HLNU_PTV_75_150, .00747",
        "WH, QQ2HLNU_PTV_150_250_0J, .0026",
        "WH, QQ2HLNU_PTV_150_250_GE1J, .0026",
        "WH, QQ2HLNU_PTV_GT250, .00002",
        "WH, QQ2HQQ_GE2J_MJJ_60_120, .0103",
        "qqZH, QQ2HLL_PTV_0_75, .01632",
        "qqZH, QQ2HLL_PTV_75_150, .00870",
        "qqZH, QQ2HLL_PTV_150_250_GE1J, .0030",
        "qqZH, QQ2HLL_PTV_GT250, .000008",
        "ggH, GG2H_GE2J_MJJ_350_700_PTH_0_200_PTHJJ_GT25, .0066",
        "VBF, QQ2HQQ_GE2J_MJJ_GT350_PTH_GT200, .0064"
    })
    void templateCrossSectionsHaveTheirMomentumInTheirNames(String mode, String name, double c1) {
        var bin = new Bin("merged", List.of(new Range(3, 4)));
        for (Cell cell : List.of(new Cell(mode, 3, bin, name), new Cell(mode, 3, new Bin(name, List.of())))) {
            assertEquals(
                    expected(c1, 10),
                    at(
                            model.scaled(new Target("stxs", List.of(cell)), settings(Map.of()))
                                    .factors()
                                    .get(0),
                            10),
                    1e-12);
        }
    }

    @Test
    void whatIsNotKnownMayBeOfOneNumber() {
        Map<String, Object> others = Map.of("C1", Map.of("others", 0.001));
        assertEquals(expected(0.001, 5), factor("x", "bbH", 0, 1, others, 5), 1e-12);
        assertEquals(expected(0.0066, 5), factor("x", "ggH", 0, 1, others, 5), 1e-12, "known");
    }

    @Test
    void aCardMayKnowBetter() {
        assertEquals(expected(0.02, 5), factor("pT4l", "ggH", 0, 1, Map.of("C1", Map.of("ggH", 0.02)), 5), 1e-12);
        assertEquals(
                expected(0.03, 5), factor("pT4l", "bbH", 0, 1, Map.of("C1", Map.of("bbH", List.of(0.03))), 5), 1e-12);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        var e = assertThrows(FiduciaException.class, () -> factor("pT4l", "bbH", 0, 1, Map.of(), 5));
        assertTrue(e.remedy().contains("\"C1\": {\"bbH\": 0}"), e.remedy());
        assertThrows(FiduciaException.class, () -> factor("x", "ggH", 0, 1, Map.of("decay", "ZZZ"), 1));
        assertThrows(FiduciaException.class, () -> factor("x", "ggH", 0, 1, Map.of("range", List.of(2, 3)), 1));
        assertThrows(FiduciaException.class, () -> factor("x", "ggH", 0, 1, Map.of("decays", "ZZ"), 1));
        assertThrows(FiduciaException.class, () -> factor("x", "ggH", 0, 1, Map.of("C1", Map.of("ggH", List.of())), 1));
    }
}
