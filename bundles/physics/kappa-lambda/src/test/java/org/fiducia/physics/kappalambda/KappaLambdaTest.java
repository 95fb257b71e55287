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
