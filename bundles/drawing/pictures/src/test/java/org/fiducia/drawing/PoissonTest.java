package org.fiducia.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoissonTest {
    /** Tables of central 68.27 % intervals; for no event the end is −ln 0.158655. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 1.84102",
        "1, 0.172754, 3.29953",
        "2, 0.708185, 4.63786",
        "3, 1.36730, 5.91819",
        "10, 6.89131, 14.26695"
    })
    void agreesWithTables(double n, double lower, double upper) {
        assertEquals(lower, Poisson.lower(n), 2e-5);
        assertEquals(upper, Poisson.upper(n), 2e-5);
    }

    /** Tail probabilities summed term by term, independent of the incomplete gamma function. */
    @Test
    void endsHaveTheRightTails() {
        for (int n = 1; n < 400; n += 13) {
            assertEquals(0.158655254, 1 - cumulative(n - 1, Poisson.lower(n)), 1e-7);
            assertEquals(0.158655254, cumulative(n, Poisson.upper(n)), 1e-7);
        }
    }

    @Test
    void takesSumsOfWeights() {
        assertTrue(Poisson.lower(0.4) > 0 && Poisson.lower(0.4) < 0.4);
        assertTrue(Poisson.upper(2.5) > Poisson.upper(2) && Poisson.upper(2.5) < Poisson.upper(3));
        assertEquals(1e6 + 1000, Poisson.upper(1e6), 2);
    }

    private static double cumulative(int n, double mean) {
        double term = Math.exp(-mean);
        double sum = term;
        for (int k = 1; k <= n; k++) {
            term *= mean / k;
            sum += term;
        }
        return sum;
    }
}
