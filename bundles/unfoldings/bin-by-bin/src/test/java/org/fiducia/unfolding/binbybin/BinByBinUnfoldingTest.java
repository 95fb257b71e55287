package org.fiducia.unfolding.binbybin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.model.Expression;
import org.junit.jupiter.api.Test;

class BinByBinUnfoldingTest {
    /** C_0 = 1.1 (.5·3 + .1·1)/3: at the Standard Model the events are those of the full response. */
    @Test
    void correctsEachBinByItself() {
        var response = new Response(
                new double[][][][] {{{{.5, .1}, {.2, .6}}}},
                new double[1][1][2][2],
                new double[][][] {{{.1, .2}}},
                new double[1][1][2],
                new double[][] {{3, 1}});
        List<List<Expression>> sigma = List.of(List.of(Expression.ref("a"), Expression.ref("b")));
        var events = new BinByBinUnfolding().events(response, sigma, 0, Settings.none());
        var first = (Expression.Product) events.get(0).get(0);
        assertEquals(1.1 * 1.6 / 3, ((Expression.Constant) first.factors().get(0)).value(), 1e-12);
        assertEquals(Expression.ref("a"), first.factors().get(1));
        var second = (Expression.Product) events.get(0).get(1);
        assertEquals(1.2 * 1.2 / 1, ((Expression.Constant) second.factors().get(0)).value(), 1e-12);
    }
}
