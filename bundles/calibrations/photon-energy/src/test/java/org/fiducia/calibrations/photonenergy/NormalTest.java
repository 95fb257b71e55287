package org.fiducia.calibrations.photonenergy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class NormalTest {
    /** Table of the normal distribution. */
    @Test
    void quantilesAreThoseOfTables() {
        assertEquals(0.8413447460685429, Normal.below(1), 1e-14);
        assertEquals(1.959963984540054, Normal.quantile(0.975), 1e-12);
        assertEquals(-3.090232306167814, Normal.quantile(0.001), 1e-12);
    }

    @Test
    void numbersOfEventsAreNormalAndIndependent() {
        int n = 100_000;
        double sum = 0;
        double squares = 0;
        double product = 0;
        for (int event = 0; event < n; event++) {
            double g = Normal.of(event, 0);
            sum += g;
            squares += g * g;
            product += g * Normal.of(event, 1);
        }
        assertEquals(0, sum / n, 4 / Math.sqrt(n));
        assertEquals(1, squares / n, 4 * Math.sqrt(2.0 / n));
        assertEquals(0, product / n, 4 / Math.sqrt(n));
        assertEquals(Normal.of(17, 1), Normal.of(17, 1));
        assertNotEquals(Normal.of(17, 1), Normal.of(18, 1));
    }

    @Test
    void strataCoverTheDistributionEvenly() {
        for (int d = 0; d < 8; d++) {
            double p = Normal.below(Normal.stratum(5, 2, d, 8));
            assertEquals(d, (int) (8 * p));
        }
    }
}
