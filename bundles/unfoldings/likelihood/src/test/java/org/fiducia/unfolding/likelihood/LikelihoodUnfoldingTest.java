package org.fiducia.unfolding.likelihood;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.model.Expression;
import org.fiducia.testkit.Expressions;
import org.junit.jupiter.api.Test;

class LikelihoodUnfoldingTest {
    /** N_0 = 1.1 (.5 σ0 + .1 σ1), N_1 = 1.2 (.2 σ0 + .6 σ1). */
    @Test
    void foldsTheResponse() {
        var response = new Response(
                new double[][][][] {{{{.5, .1}, {.2, .6}}}},
                new double[1][1][2][2],
                new double[][][] {{{.1, .2}}},
                new double[1][1][2],
                new double[][] {{3, 1}});
        List<List<Expression>> sigma = List.of(List.of(Expression.constant(3), Expression.constant(7)));
        var events = new LikelihoodUnfolding().events(response, sigma, 0, Settings.none());
        assertEquals(1.1 * (.5 * 3 + .1 * 7), value(events.get(0).get(0)), 1e-12);
        assertEquals(1.2 * (.2 * 3 + .6 * 7), value(events.get(0).get(1)), 1e-12);
    }

    static double value(Expression expression) {
        return Expressions.value(expression, name -> Double.NaN);
    }
}
