package org.fiducia.statistics.likelihood.internal.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Shape;
import org.fiducia.statistics.likelihood.GaussLegendre;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Integrals that a shape knows are those of its density: quadrature of the density at points, and of its derivatives. */
class IntervalIntegralsTest {
    private static final double LO = 50;
    private static final double HI = 130;
    private static final double[] UNEVEN = {50, 50.3, 55, 62.5, 70, 80, 84, 87, 89.5, 90.1, 91, 92, 95.7, 103, 130};

    record Case(ShapeFunction function, Shape shape, double[] edges, double[] at) {
        @Override
        public String toString() {
            return function.id() + Arrays.toString(at) + (edges == UNEVEN ? " uneven" : "");
        }
    }

    private static double[] even(int n) {
        double[] edges = new double[n + 1];
        Arrays.setAll(edges, i -> LO + (HI - LO) * i / n);
        return edges;
    }

    static Stream<Case> cases() {
        double[] templateEdges = even(80);
        double[] contents = new double[80];
        var random = new Random(5);
        for (int i = 0; i < contents.length; i++) {
            double t = (templateEdges[i] + 0.5 - 91) / 3;
            contents[i] = i % 7 == 0 ? 0 : 1e4 / (1 + t * t) * random.nextDouble(0.9, 1.1);
        }
        Shape fine = Shape.histogram(templateEdges, contents);
        Shape rough =
                Shape.histogram(new double[] {40, 71, 80.5, 88, 90, 93, 99, 140}, new double[] {1, 0, 8, 40, 50, 6, 2});
        var cases = new ArrayList<Case>();
        for (Shape of : new Shape[] {fine, rough}) {
            var shape = new Shape("template-gauss", Shapes.constants("shift", "sigma"), of.tables());
            for (double[] edges : new double[][] {even(80), even(16), UNEVEN}) {
                for (double[] at : new double[][] {{0.37, 1.1}, {-2, 0.3}, {0, 4}, {3.3, 20}, {1, 0.02}}) {
                    cases.add(new Case(new TemplateGauss(), shape, edges, at));
                }
            }
        }
        var convolution = new BreitWignerCrystalBall();
        for (double[] edges : new double[][] {even(80), even(20), UNEVEN}) {
            for (double[] at : new double[][] {
                {91.1876, 2.4952, 0.1, 1.2, 1.3, 3},
                {91.1876, 2.4952, -1, 0.12, 0.15, 0.6},
                {91.1876, 2.4952, 2, 8, 6, 40},
                {91.1876, 2.4952, 2, 2.5, 0.8, 40},
                {91.1876, 2.0819, 0.2, 8, 0.3, 25.7},
                {91.1876, 2.4952, 0.5, 2, -1.2, 1.5},
                {91.1876, 1.3, -3, 3, 0.5, 12},
                {91.1876, 9, 30, 3, 0.5, 5},
            }) {
                cases.add(new Case(convolution, new Shape(convolution.id(), Map.of()), edges, at));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void areThoseOfTheDensity(Case of) {
        int n = of.edges().length - 1;
        int parameters = of.at().length;
        double[] from = Arrays.copyOf(of.edges(), n);
        double[] to = Arrays.copyOfRange(of.edges(), 1, n + 1);
        double[] integrals = new double[n];
        double[][] slopes = new double[parameters][n];
        of.function().bindIntervals(of.shape(), LO, HI, from, to).evaluate(of.at(), integrals, slopes);
        double[] total = new double[parameters + 1];
        double[][] sums = new double[parameters + 1][n];
        for (int i = 0; i < n; i++) {
            double[] cuts = cuts(of, from[i], to[i]);
            for (int c = 0; c + 1 < cuts.length; c++) {
                addPanel(of, cuts[c], cuts[c + 1], i, sums);
            }
        }
        for (int u = 0; u <= parameters; u++) {
            double scale = Arrays.stream(sums[u]).map(Math::abs).max().orElseThrow();
            for (int i = 0; i < n; i++) {
                double value = u == 0 ? integrals[i] : slopes[u - 1][i];
                assertEquals(sums[u][i], value, 2e-11 * scale, "function " + u + " interval " + i);
                total[u] += value;
            }
            assertEquals(u == 0 ? 1 : 0, total[u], 1e-12 * Math.max(1, n * scale), "function " + u);
        }
        double[] alone = new double[n];
        of.function().bindIntervals(of.shape(), LO, HI, from, to).evaluate(of.at(), alone, null);
        assertTrue(Arrays.equals(integrals, alone));
    }

    /** Ends of panels: where the density is not smooth, and no wider than a fifth of the narrowest feature. */
    private static double[] cuts(Case of, double from, double to) {
        double[] breaks = of.function().breaks(of.shape(), of.at());
        double least = of.at().length == 2 ? Math.max(0.5 * of.at()[1], 0.1) : 0.4;
        int parts = (int) Math.ceil((to - from) / least);
        double[] all = Arrays.copyOf(breaks, breaks.length + parts + 1);
        for (int i = 0; i <= parts; i++) {
            all[breaks.length + i] = from + (to - from) * i / parts;
        }
        return Arrays.stream(all)
                .filter(x -> x >= from && x <= to)
                .sorted()
                .distinct()
                .toArray();
    }

    private static void addPanel(Case of, double from, double to, int interval, double[][] sums) {
        GaussLegendre rule = GaussLegendre.FINE;
        double[] x = new double[rule.order()];
        for (int i = 0; i < x.length; i++) {
            x[i] = from + (to - from) * rule.node(i);
        }
        double[][] values = new double[sums.length][x.length];
        of.function()
                .bind(of.shape(), LO, HI, x)
                .evaluate(of.at(), values[0], Arrays.copyOfRange(values, 1, values.length));
        for (int u = 0; u < sums.length; u++) {
            for (int i = 0; i < x.length; i++) {
                sums[u][interval] += (to - from) * rule.weight(i) * values[u][i];
            }
        }
    }

    /** Derivatives that are not wanted are not touched, and a density that is not defined has no integral. */
    @Test
    void onlyWhatIsWanted() {
        double[] from = {50, 90};
        double[] to = {90, 130};
        var kernel = new BreitWignerCrystalBall().bindIntervals(null, LO, HI, from, to);
        double[] some = new double[2];
        double[][] all = new double[6][2];
        double[] at = {91, 2.5, 0, 1, 1, 3};
        kernel.evaluate(at, new double[2], all);
        for (int k = 0; k < 6; k++) {
            double[][] one = new double[6][];
            one[k] = new double[2];
            kernel.evaluate(at, some, one);
            assertTrue(Arrays.equals(all[k], one[k]), "parameter " + k);
        }
        at[3] = -1;
        kernel.evaluate(at, some, all);
        assertTrue(Double.isNaN(some[0]) && Double.isNaN(all[4][1]));
        assertNull(new Exponential().bindIntervals(null, LO, HI, from, to));
    }
}
