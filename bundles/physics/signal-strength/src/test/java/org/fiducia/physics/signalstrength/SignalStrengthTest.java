package org.fiducia.physics.signalstrength;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.measurement.Interest;
import org.fiducia.api.measurement.SignalProcess;
import org.fiducia.api.model.Expression;
import org.fiducia.api.observable.ObservableInfo;
import org.junit.jupiter.api.Test;

class SignalStrengthTest {
    private static final ObservableInfo OBSERVABLE = ObservableInfo.production("x", "x", "", 0, 1, 2);
    private static final List<SignalProcess> PROCESSES = List.of(
            new SignalProcess("ggH", "4e", 0, 1),
            new SignalProcess("ggH", "4e", 1, 2),
            new SignalProcess("ggH", "4mu", 0, 3),
            new SignalProcess("ggH", "4mu", 1, 4),
            new SignalProcess("VBF", "4e", 0, .1),
            new SignalProcess("VBF", "4e", 1, .2),
            new SignalProcess("VBF", "4mu", 0, .3),
            new SignalProcess("VBF", "4mu", 1, .4));

    private final SignalStrength model = new SignalStrength();

    private static Settings per(String what) {
        return new Settings("/physics/settings", Map.of("per", what));
    }

    private static List<String> names(Interest interest) {
        return interest.further().stream().map(Quantity::name).toList();
    }

    private static String strength(Expression rate) {
        return ((Expression.Ref) ((Expression.Product) rate).factors().get(1)).parameter();
    }

    @Test
    void oneStrengthScalesEveryRate() {
        Interest interest = model.interest(null, OBSERVABLE, PROCESSES, Settings.none());
        assertEquals(List.of("mu"), names(interest));
        assertEquals(1, interest.parameters().get(0).initial());
        assertEquals(4.4, interest.bins().get(0).predicted(), 1e-12);
        assertEquals(6.6, interest.bins().get(1).predicted(), 1e-12);
        for (int k = 0; k < PROCESSES.size(); k++) {
            var rate = (Expression.Product) interest.rates().get(k);
            assertEquals(
                    Expression.constant(PROCESSES.get(k).predicted()),
                    rate.factors().get(0));
            assertEquals("mu", strength(rate));
        }
        assertFalse(model.byProduction(Settings.none()));
    }

    @Test
    void oneStrengthPerProductionOrCategory() {
        Interest production = model.interest(null, OBSERVABLE, PROCESSES, per("production"));
        assertEquals(List.of("mu_ggH", "mu_VBF"), names(production));
        assertEquals("mu_ggH", strength(production.rates().get(3)));
        assertEquals("mu_VBF", strength(production.rates().get(4)));
        assertTrue(model.byProduction(per("production")));
        Interest category = model.interest(null, OBSERVABLE, PROCESSES, per("category"));
        assertEquals(List.of("mu_4e", "mu_4mu"), names(category));
        assertEquals("mu_4mu", strength(category.rates().get(7)));
        assertEquals(
                4, ((Expression.Sum) category.bins().get(0).value()).terms().size());
    }

    private static Settings settings(Map<String, ?> values) {
        return new Settings("/physics/settings", values);
    }

    /** All generated events are 22, of which the samples predict 4.4 + 6.6 = 11: half. */
    @Test
    void reportsTheCrossSectionOfAllGeneratedEvents() {
        Settings all = settings(Map.of("total", Map.of("name", "sigma", "crossSection", 22), "range", List.of(0, 50)));
        model.check(null, all);
        Interest interest = model.interest(null, OBSERVABLE, PROCESSES, all);
        assertEquals(List.of("mu", "sigma"), names(interest));
        assertEquals(0, interest.parameters().get(0).lower());
        assertEquals(50, interest.parameters().get(0).upper());
        Quantity sigma = interest.further().get(1);
        assertEquals(22, sigma.predicted());
        var product = (Expression.Product) sigma.value();
        assertEquals(2, ((Expression.Constant) product.factors().get(0)).value(), 1e-12);
        assertEquals(interest.rates(), ((Expression.Sum) product.factors().get(1)).terms());
    }

    @Test
    void refusesRangesWithoutThePredictionAndCrossSectionsThatAreNone() {
        assertThrows(FiduciaException.class, () -> model.check(null, settings(Map.of("range", List.of(2, 5)))));
        assertThrows(FiduciaException.class, () -> model.check(null, settings(Map.of("range", List.of(0)))));
        assertThrows(
                FiduciaException.class,
                () -> model.check(null, settings(Map.of("total", Map.of("name", "sigma", "crossSection", 0)))));
        assertThrows(
                FiduciaException.class, () -> model.check(null, settings(Map.of("total", Map.of("crossSection", 1)))));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThrows(FiduciaException.class, () -> model.check(null, per("bin")));
        assertThrows(
                FiduciaException.class, () -> model.check(null, new Settings("/physics/settings", Map.of("x", 1))));
    }
}
