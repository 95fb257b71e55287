package org.fiducia.statistics.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.fiducia.api.fit.ArrayMath;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Shape;
import org.fiducia.statistics.likelihood.internal.shape.DoubleSidedCrystalBall;
import org.fiducia.statistics.likelihood.internal.shape.PlainMath;
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
    void scalarProductsAgree() {
        var random = new Random(5);
        for (int n = 0; n < 70; n++) {
            var a = random.doubles(n + 1).toArray();
            var b = random.doubles(n + 3).toArray();
            double expected = 0;
            for (int i = 0; i < n; i++) {
                expected += a[i] * b[3 + i - 1];
            }
            assertEquals(expected, math.dot(a, b, 2, n), 1e-13 * n);
        }
    }

    @Test
    void weightedMomentsAndQuotientsAgree() {
        var random = new Random(7);
        for (int n = 0; n < 150; n++) {
            double[] a = random.doubles(n + 3, -1, 2).toArray();
            double[] b = random.doubles(n + 3).toArray();
            double[] x = random.doubles(n + 3, 120, 130).toArray();
            double[] plain = {1, 2, 3};
            double[] vector = plain.clone();
            PlainMath.INSTANCE.addMoments(a, b, x, 125, 2, 2 + n, plain);
            math.addMoments(a, b, x, 125, 2, 2 + n, vector);
            assertArrayEquals(plain, vector, 1e-12 * (10 + n));
            double[] expected = {1, 2};
            for (int i = 2; i < 2 + n; i++) {
                expected[0] += a[i] * b[i];
                expected[1] += a[i] * b[i] / (20 + 3 * (x[i] - 125));
            }
            double[] quotients = {1, 2};
            math.addQuotients(a, b, x, 125, 20, 3, 2, 2 + n, quotients);
            assertArrayEquals(expected, quotients, 1e-13 * (10 + n));
            quotients = new double[] {1, 2};
            PlainMath.INSTANCE.addQuotients(a, b, x, 125, 20, 3, 2, 2 + n, quotients);
            assertArrayEquals(expected, quotients, 1e-13 * (10 + n));
        }
    }

    /** Tiles of data that are cut into runs elsewhere; what stands after a tile must not matter. */
    @Test
    void sumsOverRunsAgree() {
        var random = new Random(8);
        for (int trial = 0; trial < 200; trial++) {
            int events = 1 + random.nextInt(120);
            int[] first = IntStream.concat(
                            IntStream.of(0, events),
                            random.ints(random.nextInt(12), 0, events).filter(i -> i > 0))
                    .distinct()
                    .sorted()
                    .toArray();
            double[] all = random.doubles(events).toArray();
            double[] expected = new double[first.length - 1];
            for (int r = 0; r < expected.length; r++) {
                for (int i = first[r]; i < first[r + 1]; i++) {
                    expected[r] += all[i];
                }
            }
            for (ArrayMath of : List.of(math, PlainMath.INSTANCE)) {
                double[] sums = new double[expected.length];
                int run = 0;
                for (int from = 0; from < events; from += 40) {
                    int n = Math.min(40, events - from);
                    double[] tile = new double[48];
                    Arrays.fill(tile, Double.NaN);
                    System.arraycopy(all, from, tile, 0, n);
                    while (first[run + 1] <= from) {
                        run++;
                    }
                    of.addRuns(tile, first, run, from, n, sums);
                }
                assertArrayEquals(expected, sums, 1e-13 * events);
            }
        }
    }

    /** The shape of the signal, whose tails and core need both functions. */
    @Test
    void densitiesAgree() {
        var shape = new Shape("dscb", Map.of());
        var random = new Random(6);
        double[] x = random.doubles(5000, 105, 160).sorted().toArray();
        double[] p = {124.6, 1.4, 1.2, 2.6, 1.7, 3.4};
        double[][] plain = evaluate(new DoubleSidedCrystalBall(), shape, x, p);
        double[][] vector = evaluate(new DoubleSidedCrystalBall(math), shape, x, p);
        for (int row = 0; row < plain.length; row++) {
            for (int i = 0; i < x.length; i++) {
                double scale = plain[0][i] + Math.abs(plain[row][i]);
                assertEquals(plain[row][i], vector[row][i], 1e-12 * scale, "row " + row + " at " + x[i]);
            }
        }
    }

    private static double[][] evaluate(ShapeFunction function, Shape shape, double[] x, double[] p) {
        var rows = new double[1 + p.length][x.length];
        double[][] derivatives = Arrays.copyOfRange(rows, 1, rows.length);
        function.bind(shape, 105, 160, x).evaluate(p, rows[0], derivatives);
        return rows;
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
