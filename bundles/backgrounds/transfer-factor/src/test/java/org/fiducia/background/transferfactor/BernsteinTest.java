package org.fiducia.background.transferfactor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BernsteinTest {
    @Test
    void areThoseOfTheClosedForm() {
        double x = 0.3;
        assertArrayEquals(new double[] {1}, Bernstein.basis(0, x));
        assertArrayEquals(new double[] {0.7, 0.3}, Bernstein.basis(1, x), 1e-15);
        assertArrayEquals(new double[] {0.49, 0.42, 0.09}, Bernstein.basis(2, x), 1e-15);
        assertArrayEquals(
                new double[] {Math.pow(0.7, 3), 3 * 0.3 * 0.49, 3 * 0.09 * 0.7, 0.027}, Bernstein.basis(3, x), 1e-15);
        assertArrayEquals(new double[] {1, 0, 0}, Bernstein.basis(2, 0));
        assertArrayEquals(new double[] {0, 0, 1}, Bernstein.basis(2, 1));
    }

    @Test
    void addUpToOneAlsoInTwoVariables() {
        for (int n = 0; n <= 5; n++) {
            for (double x : new double[] {0, 0.1, 0.5, 0.77, 1}) {
                assertEquals(1, Arrays.stream(Bernstein.basis(n, x)).sum(), 1e-14);
                assertEquals(
                        1, Arrays.stream(new Order(n, 5 - n).basis(x, 1 - x)).sum(), 1e-14);
            }
        }
    }

    /** Coefficients k/n are those of the function x. */
    @Test
    void aHigherOrderIsTheSamePolynomial() {
        assertArrayEquals(
                new double[][] {{1, 0}, {2 / 3.0, 1 / 3.0}, {1 / 3.0, 2 / 3.0}, {0, 1}}, Bernstein.elevation(1, 3));
        double[] low = {0.3, -1, 2};
        double[][] elevation = Bernstein.elevation(2, 5);
        for (double x : new double[] {0, 0.2, 0.6, 1}) {
            double[] basis = Bernstein.basis(2, x);
            double expected = low[0] * basis[0] + low[1] * basis[1] + low[2] * basis[2];
            double[] higher = Bernstein.basis(5, x);
            double value = 0;
            for (int j = 0; j <= 5; j++) {
                for (int k = 0; k <= 2; k++) {
                    value += higher[j] * elevation[j][k] * low[k];
                }
            }
            assertEquals(expected, value, 1e-14);
        }
    }
}
