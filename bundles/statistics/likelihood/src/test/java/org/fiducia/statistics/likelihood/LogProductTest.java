package org.fiducia.statistics.likelihood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogProductTest {
    @Test
    void isTheSumOfLogarithms() {
        var random = new Random(3);
        for (int n : new int[] {0, 1, 3, 4, 5, 511, 2048, 100003}) {
            double[] f = random.doubles(n, -30, 30).map(Math::exp).toArray();
            var expected = new CompensatedSum();
            for (double x : f) {
                expected.add(-Math.log(x));
            }
            assertEquals(expected.value(), minusLog(f), 1e-13 * Math.max(1, n));
        }
    }

    @Test
    void takesExtremesOfTheFloatingPointRange() {
        double[] f = {Double.MIN_VALUE, 1e300, 1e-300, Double.MAX_VALUE, 3e-310, 1e200, 1e200, 1e-200, 1};
        double expected = -Arrays.stream(f).map(Math::log).sum();
        assertEquals(expected, minusLog(f), 1e-10);
    }

    @Test
    void refusesWhatIsNotPositiveAndFinite() {
        for (double bad : new double[] {0, -0.0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            for (int at = 0; at < 6; at++) {
                double[] f = {1, 1, 1, 1, 1, 1};
                f[at] = bad;
                var product = new LogProduct();
                product.clear();
                assertFalse(product.multiply(f, f.length), bad + " at " + at);
            }
        }
        var product = new LogProduct();
        product.clear();
        assertFalse(product.multiply(new double[] {-1, -1, 1, 1}, 4));
        assertTrue(product.multiply(new double[] {-1, 1}, 0));
    }

    private static double minusLog(double[] f) {
        var product = new LogProduct();
        product.clear();
        assertTrue(product.multiply(f, f.length));
        var sum = new CompensatedSum();
        product.subtractFrom(sum);
        return sum.value();
    }
}
