package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.fit.ShapeFunction.Kernel;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Shape;
import org.junit.jupiter.api.Test;

/**
 * What every kind of density keeps on a window: it is normalised, its derivatives are those of its values, and whatever else a
 * kernel offers says the same. The test of one extends it.
 */
public abstract class ShapeContract {
    /** Lower end of the window. */
    protected static final double LO = 105;
    /** Upper end of the window. */
    protected static final double HI = 160;

    /**
     * A density at a point of its parameters.
     *
     * @param at values in the order of the function
     */
    public record Case(ShapeFunction function, Shape shape, double... at) {
        /** A density without tables. */
        public static Case of(ShapeFunction function, double... at) {
            var parameters = new LinkedHashMap<String, Expression>();
            List<String> names = function.parameters(new Shape(function.id(), parameters));
            for (int k = 0; k < at.length; k++) {
                parameters.put(names.get(k), Expression.constant(at[k]));
            }
            return new Case(function, new Shape(function.id(), parameters), at);
        }

        /** Values at points of the window. */
        public double[] density(double... x) {
            double[] density = new double[x.length];
            function.bind(shape, LO, HI, x).evaluate(at, density, null);
            return density;
        }

        private Case moved(int parameter, double by) {
            double[] moved = at.clone();
            moved[parameter] += by;
            return new Case(function, shape, moved);
        }

        private double[] breaks() {
            return function.breaks(shape, at);
        }

        @Override
        public String toString() {
            return function.id() + Arrays.toString(at);
        }
    }

    /** Densities, each away from where it is not defined, none of them negative. */
    protected abstract List<Case> cases();

    private static double[] points() {
        return new Random(3).doubles(200, LO, HI).sorted().toArray();
    }

    @Test
    void integratesToOne() {
        for (Case of : cases()) {
            assertEquals(1, Densities.integral(of.function(), of.shape(), LO, HI, of.at()), 1e-12, of::toString);
        }
    }

    /** Five-point differences; points within reach of a kink are left out. */
    @Test
    void derivativesAgreeWithDifferences() {
        double[] x = points();
        for (Case of : cases()) {
            int n = of.at().length;
            double[][] derivatives = new double[n][x.length];
            double[] density = new double[x.length];
            of.function().bind(of.shape(), LO, HI, x).evaluate(of.at(), density, derivatives);
            for (int k = 0; k < n; k++) {
                double h = 1e-4 * Math.max(0.05, Math.min(1, Math.abs(of.at()[k])));
                double[][] at = new double[4][];
                for (int j = 0; j < 4; j++) {
                    at[j] = of.moved(k, new double[] {-2 * h, -h, h, 2 * h}[j]).density(x);
                }
                for (int i = 0; i < x.length; i++) {
                    if (!nearBreak(of, k, h, x[i])) {
                        double slope = (at[0][i] - 8 * at[1][i] + 8 * at[2][i] - at[3][i]) / (12 * h);
                        double size = Math.abs(slope) + density[i] + 1e-3;
                        double tolerance = 2e-8 * size / Math.min(1, h * 1e4);
                        assertEquals(slope, derivatives[k][i], tolerance, of + ", d/d" + k + " at " + x[i]);
                    }
                }
            }
        }
    }

    private static boolean nearBreak(Case of, int k, double h, double x) {
        for (double side : new double[] {-2, 2}) {
            double[] now = of.breaks();
            double[] then = of.moved(k, side * h).breaks();
            for (int b = 0; b < now.length; b++) {
                if (Math.min(now[b], then[b]) - 1e-9 <= x && x <= Math.max(now[b], then[b]) + 1e-9) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What a kernel sums by itself is the sum of its derivatives. */
    @Test
    void slopesAreSumsOfDerivatives() {
        double[] x = points();
        for (Case of : cases()) {
            Kernel kernel = of.function().bind(of.shape(), LO, HI, x);
            if (!kernel.givesSlopes()) {
                continue;
            }
            boolean steps = kernel.steps() != null;
            int entries = steps ? kernel.steps().length - 1 : x.length;
            int n = of.at().length;
            double[] density = new double[entries];
            double[][] derivatives = new double[n][entries];
            double[] weight = new Random(4).doubles(entries, -1, 2).toArray();
            double[] slopes = new double[n];
            Arrays.fill(slopes, 0.5);
            boolean[] wanted = new boolean[n];
            Arrays.fill(wanted, true);
            if (steps) {
                kernel.evaluateSteps(of.at(), density, derivatives);
            } else {
                kernel.evaluate(of.at(), density, derivatives);
            }
            kernel.addSlopes(density, weight, wanted, slopes);
            for (int k = 0; k < n; k++) {
                double sum = 0.5;
                double size = 0.5;
                for (int i = 0; i < entries; i++) {
                    sum += weight[i] * derivatives[k][i];
                    size += Math.abs(weight[i] * derivatives[k][i]);
                }
                assertEquals(sum, slopes[k], 1e-11 * size, of + ", d/d" + k);
            }
        }
    }

    /** A step function says the same per step as per point. */
    @Test
    void stepsHaveTheValuesOfTheirPoints() {
        double[] x = points();
        for (Case of : cases()) {
            Kernel kernel = of.function().bind(of.shape(), LO, HI, x);
            int[] steps = kernel.steps();
            if (steps != null) {
                double[] density = new double[steps.length - 1];
                kernel.evaluateSteps(of.at(), density, null);
                double[] each = of.density(x);
                assertEquals(x.length, steps[steps.length - 1], of::toString);
                for (int step = 0; step + 1 < steps.length; step++) {
                    for (int i = steps[step]; i < steps[step + 1]; i++) {
                        assertEquals(each[i], density[step], 0, of + " at " + x[i]);
                    }
                }
            }
        }
    }

    /** Points in several rising runs, and the same kernel elsewhere. */
    @Test
    void theDensityDoesNotDependOnOtherPoints() {
        double[] sorted = {106, 112, 118, 124, 126, 140, 159};
        double[] runs = {118, 126, 159, 106, 124, 112, 140};
        for (Case of : cases()) {
            double[] expected = of.density(sorted);
            double[] density = of.density(runs);
            Kernel elsewhere = of.function().bind(of.shape(), LO, HI, points()).at(sorted);
            double[] again = expected.clone();
            if (elsewhere != null) {
                elsewhere.evaluate(of.at(), again, null);
            }
            for (int i = 0; i < runs.length; i++) {
                assertEquals(expected[Arrays.binarySearch(sorted, runs[i])], density[i], 0, of::toString);
                assertEquals(expected[i], again[i], 1e-12 * Math.abs(expected[i]), of::toString);
            }
            assertFalse(Arrays.stream(expected).anyMatch(Double::isNaN), of::toString);
        }
    }

    /** A density of which a parameter is not known is not known, unless the parameter does not matter. */
    @Test
    void parametersThatAreNoneGiveNaN() {
        for (Case of : cases()) {
            for (int k = 0; k < of.at().length; k++) {
                if (Math.abs(of.moved(k, 0.01).density(125)[0] - of.density(125)[0]) < 1e-12) {
                    continue;
                }
                double density = of.moved(k, Double.NaN).density(125)[0];
                assertTrue(Double.isNaN(density), of + " without parameter " + k + ": " + density);
            }
        }
    }
}
