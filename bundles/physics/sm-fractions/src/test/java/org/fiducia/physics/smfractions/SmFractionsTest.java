package org.fiducia.physics.smfractions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.fiducia.api.Settings;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.measurement.Interest;
import org.fiducia.api.measurement.SignalProcess;
import org.fiducia.api.model.Expression;
import org.fiducia.api.observable.ObservableInfo;
import org.junit.jupiter.api.Test;

class SmFractionsTest {
    @Test
    void startsAtTheStandardModelAndSharesItsFractions() {
        var observable = ObservableInfo.production("x", "x", "", 0, 1, 2);
        var processes = List.of(
                new SignalProcess("", "a", 0, 1),
                new SignalProcess("", "a", 1, 2),
                new SignalProcess("", "b", 0, 3),
                new SignalProcess("", "b", 1, 2));
        Interest interest = new SmFractions().interest(null, observable, processes, Settings.none());
        assertEquals(
                List.of("sigma_x_0", "sigma_x_1"),
                interest.bins().stream().map(Quantity::name).toList());
        assertEquals(4, interest.parameters().get(0).initial());
        var product = (Expression.Product) interest.rates().get(2);
        assertEquals(0.75, ((Expression.Constant) product.factors().get(0)).value());
        assertEquals(Expression.ref("sigma_x_0"), product.factors().get(1));
    }
}
