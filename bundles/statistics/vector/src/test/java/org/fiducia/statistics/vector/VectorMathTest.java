package org.fiducia.statistics.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class VectorMathTest {
    private final VectorMath math = new VectorMath();

    @Test
    void exponentialsAgreeWithThoseOfOneNumber() {
        var random = new Random(3);
        for (int n = 0; n < 70; n++) {
            var x = new double[n + 5];
            for (int i = 0; i < x.length; i++) {
                x[i] = 1400 * random.nextDouble() - 700;
            }
            double[] y = x.clone();
            math.exp(y, 2, 2 + n);
            for (int i = 0; i < x.length; i++) {
                double expected = i < 2 || i >= 2 + n ? x[i] : Math.exp(x[i]);
                assertEquals(expected, y[i], 4 * Math.ulp(expected), "exp " + x[i]);
            }
        }
    }

    @Test
    void logarithmsAgreeWithThoseOfOneNumber() {
        var random = new Random(4);
        var x = new double[1003];
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.exp(1400 * random.nextDouble() - 700);
        }
        x[7] = 1;
        x[8] = Double.POSITIVE_INFINITY;
        double[] y = x.clone();
        math.log(y, 0, y.length);
        for (int i = 0; i < x.length; i++) {
            double expected = Math.log(x[i]);
            assertEquals(expected, y[i], 4 * Math.ulp(expected), "log " + x[i]);
        }
    }

    @Test
    void whatHasNoLogarithmHasNone() {
        double[] x = {-1, 0, Double.NaN, -1, -1, -1, -1, -1, -1};
        math.log(x, 0, x.length);
        assertEquals(Double.NaN, x[0]);
        assertEquals(Double.NEGATIVE_INFINITY, x[1]);
        assertEquals(Double.NaN, x[2]);
    }
}
