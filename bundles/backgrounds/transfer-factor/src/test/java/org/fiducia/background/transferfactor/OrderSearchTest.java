package org.fiducia.background.transferfactor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.fiducia.background.transferfactor.OrderSearch.Outcome;
import org.fiducia.background.transferfactor.OrderSearch.Trial;
import org.junit.jupiter.api.Test;

class OrderSearchTest {
    /** With d₁ = 2 Fisher's distribution has a closed form: (1 + 2F/d₂)^(−d₂/2). */
    @Test
    void knowsFishersDistribution() {
        for (double f : new double[] {0.1, 1, 3.5, 20}) {
            for (int d : new int[] {4, 50, 120}) {
                assertEquals(Math.pow(1 + 2 * f / d, -0.5 * d), OrderSearch.pValue(f, 2, d), 1e-12);
            }
        }
        // tables: 5 % of F(1, 10) and F(5, 20)
        assertEquals(0.05, OrderSearch.pValue(4.9646, 1, 10), 1e-5);
        assertEquals(0.05, OrderSearch.pValue(2.7109, 5, 20), 1e-5);
        assertEquals(1, OrderSearch.pValue(-0.3, 2, 10));
    }

    @Test
    void comparesGainWithWhatIsLeft() {
        var lower = new Trial(new Order(1, 1), 146.8, 129, new double[4]);
        var higher = new Trial(new Order(2, 2), 130.5, 129, new double[9]);
        assertEquals(125, lower.freedom());
        assertEquals(120, higher.freedom());
        assertEquals((146.8 - 130.5) / 5 / (130.5 / 120), OrderSearch.statistic(lower, higher), 1e-12);
    }

    private static final Map<Order, Double> CHI2 = Map.of(
            new Order(0, 0), 160.0,
            new Order(0, 1), 130.0,
            new Order(1, 0), 157.0,
            new Order(1, 1), 129.0,
            new Order(0, 2), 129.5,
            new Order(1, 2), 128.5);

    private static Trial trial(Order order) {
        return new Trial(order, CHI2.getOrDefault(order, 127.5), 129, new double[order.size()]);
    }

    @Test
    void risesWhileAHigherOrderIsBetter() {
        Outcome found = OrderSearch.search(new Order(0, 0), new Order(3, 3), true, OrderSearchTest::trial);
        assertEquals(new Order(0, 1), found.chosen().order());
        assertEquals(1, found.tests().stream().filter(OrderSearch.Test::taken).count());
        assertTrue(found.tests().stream()
                .filter(OrderSearch.Test::taken)
                .allMatch(test -> test.pValue() <= OrderSearch.BETTER
                        && test.higher().order().equals(new Order(0, 1))));
        assertEquals(6, found.trials().size(), "every order that was fitted");
    }

    @Test
    void takesAtLeastWhatIsWantedAndNoMoreThanIsAllowed() {
        Outcome least = OrderSearch.search(new Order(1, 1), new Order(3, 3), true, OrderSearchTest::trial);
        assertEquals(new Order(1, 1), least.chosen().order());
        assertTrue(least.tests().stream().anyMatch(test -> test.lower().order().equals(new Order(1, 1))));
        Outcome fewer = OrderSearch.search(new Order(1, 1), new Order(3, 3), false, OrderSearchTest::trial);
        assertEquals(new Order(1, 1), fewer.chosen().order());
        assertTrue(fewer.tests().size() < least.tests().size());
        Outcome most = OrderSearch.search(new Order(0, 0), new Order(1, 0), true, OrderSearchTest::trial);
        assertEquals(new Order(0, 0), most.chosen().order());
        assertFalse(most.trials().stream().anyMatch(trial -> trial.order().rho() > 0));
    }
}
