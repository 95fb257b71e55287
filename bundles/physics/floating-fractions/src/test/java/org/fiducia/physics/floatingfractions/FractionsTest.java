package org.fiducia.physics.floatingfractions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Category;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Interest;
import org.fiducia.api.measurement.SignalProcess;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.testkit.Expressions;
import org.junit.jupiter.api.Test;

class FractionsTest {
    private static final double F_E = .2455;
    private static final double F_MU = .2735;
    private static final Analysis ANALYSIS = new Analysis(
            "",
            13.6,
            List.of(),
            List.of(new Category("4e", ""), new Category("4mu", ""), new Category("2e2mu", "")),
            List.of(),
            "",
            105,
            160,
            125);
    private static final ObservableInfo OBSERVABLE = ObservableInfo.production("x", "x", "", 0, 1, 2);
    private static final List<SignalProcess> PROCESSES = List.of(
            new SignalProcess("", "4e", 0, F_E),
            new SignalProcess("", "4e", 1, .4),
            new SignalProcess("", "4mu", 0, F_MU),
            new SignalProcess("", "4mu", 1, .5),
            new SignalProcess("", "2e2mu", 0, 1 - F_E - F_MU),
            new SignalProcess("", "2e2mu", 1, .9));

    private static Expression rate(Interest interest, int category, int bin) {
        return interest.rates().get(2 * category + bin);
    }

    private static double value(Expression expression, Map<String, Double> at) {
        return Expressions.value(expression, at::get);
    }

    private static Map<String, Double> start(Interest sigma) {
        var at = new HashMap<String, Double>();
        sigma.parameters().forEach(p -> at.put(p.name(), p.initial()));
        return at;
    }

    @Test
    void agreesWithThePublishedExample() {
        Interest sigma = new FloatingFractions().interest(ANALYSIS, OBSERVABLE, PROCESSES, Settings.none());
        Map<String, Double> at = start(sigma);
        at.put("K1_x_0", 1.2);
        at.put("K2_x_0", .8);
        double[] expected = {.2946, .2045613254, .5008386746};
        for (int c = 0; c < 3; c++) {
            assertEquals(expected[c], value(rate(sigma, c, 0), at), 5e-11);
        }
        Parameter k2 = sigma.parameters().get(2);
        assertEquals("K2_x_0", k2.name());
        assertEquals((1 - F_E) / F_MU, k2.upper(), 1e-12);
        assertEquals(1 / F_E, sigma.parameters().get(1).upper(), 1e-12);
    }

    @Test
    void totalDoesNotDependOnTheFractions() {
        var random = new Random(5);
        for (var model : List.of(new FloatingFractions(), new SameFlavour(), new FinalStates())) {
            Interest sigma = model.interest(ANALYSIS, OBSERVABLE, PROCESSES, Settings.none());
            Map<String, Double> at = start(sigma);
            for (Parameter p : sigma.parameters()) {
                if (p.name().startsWith("K")) {
                    at.put(p.name(), p.upper() * random.nextDouble());
                }
            }
            for (int j = 0; j < 2; j++) {
                int bin = j;
                double total = value(rate(sigma, 0, bin), at)
                        + value(rate(sigma, 1, bin), at)
                        + value(rate(sigma, 2, bin), at);
                assertEquals(value(sigma.bins().get(j).value(), at), total, 1e-12);
            }
        }
    }

    @Test
    void startsAtTheStandardModelInEveryView() {
        for (var model : List.of(new FloatingFractions(), new SameFlavour(), new FinalStates())) {
            Interest sigma = model.interest(ANALYSIS, OBSERVABLE, PROCESSES, Settings.none());
            var all = new java.util.ArrayList<>(sigma.views());
            all.add(sigma);
            for (Interest view : all) {
                assertEquals(sigma.parameters().size(), view.parameters().size());
                for (int c = 0; c < 3; c++) {
                    for (int j = 0; j < 2; j++) {
                        assertEquals(PROCESSES.get(2 * c + j).predicted(), value(rate(view, c, j), start(view)), 1e-12);
                    }
                }
            }
        }
    }

    @Test
    void refusesFinalStatesThatDoNotExist() {
        var settings = new Settings("/x", Map.of("sameFlavour", List.of("4e", "4tau")));
        assertThrows(
                FiduciaException.class, () -> new SameFlavour().interest(ANALYSIS, OBSERVABLE, PROCESSES, settings));
    }
}
