package org.fiducia.parameters.smfractions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.model.Expression;
import org.fiducia.api.observable.ObservableInfo;
import org.junit.jupiter.api.Test;

class SmFractionsTest {
    @Test
    void startsAtTheStandardModelAndSharesItsFractions() {
        var response = new Response(
                new double[1][2][2][2],
                new double[1][2][2][2],
                new double[1][2][2],
                new double[1][2][2],
                new double[][] {{1, 2}, {3, 2}});
        var observable = ObservableInfo.production("x", "x", "", 0, 1, 2);
        var sigma = new SmFractions().crossSections(null, observable, response, Settings.none());
        assertEquals(List.of("sigma_x_0", "sigma_x_1"), sigma.reported());
        assertEquals(4, sigma.parameters().get(0).initial());
        var product = (Expression.Product) sigma.sigma().get(1).get(0);
        assertEquals(0.75, ((Expression.Constant) product.factors().get(0)).value());
        assertEquals(Expression.ref("sigma_x_0"), product.factors().get(1));
    }
}
