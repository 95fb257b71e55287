package org.fiducia.statistics.likelihood.internal.shape;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Shape;
import org.fiducia.testkit.ShapeContract;
import org.junit.jupiter.api.Test;

/** The contract for every shape at many points, and what is said of some of them alone. */
class ShapesTest extends ShapeContract {
    @Override
    protected List<Case> cases() {
        var dscb = new DoubleSidedCrystalBall();
        var random = new Random(23);
        Stream<Case> ordinary = Stream.generate(() -> Case.of(
                        dscb,
                        random.nextDouble(110, 150),
                        random.nextDouble(0.5, 6),
                        random.nextDouble(0.3, 4),
                        random.nextDouble(1.05, 30),
                        random.nextDouble(0.3, 4),
                        random.nextDouble(1.05, 30)))
                .limit(20);
        Stream<Case> extreme = Stream.of(
                Case.of(dscb, 125, 1.5, 1.2, 1, 1.5, 1),
                Case.of(dscb, 125, 1.5, 1.2, 1 + 1e-9, 1.5, 1 - 1e-9),
                Case.of(dscb, 125, 1.5, 1.2, 0.5, 1.5, 1.3),
                Case.of(dscb, 125, 1.5, 1.2, 300, 1.5, 5000),
                Case.of(dscb, 125, 1.5, 0.02, 3, 0.02, 3),
                Case.of(dscb, 125, 1.5, 12, 3, 9, 3),
                Case.of(dscb, 125, 40, 1.2, 3, 1.5, 4),
                Case.of(dscb, 170, 3, 1.2, 3, 1.5, 4),
                Case.of(dscb, 90, 3, 1.2, 3, 1.5, 4),
                Case.of(dscb, 105, 2, 1, 3, 1, 4));
        Stream<Case> others = Stream.of(
                Case.of(new Gaussian(), 125, 2),
                Case.of(new Gaussian(), 90, 12),
                Case.of(new Gaussian(), 140, 300),
                Case.of(new Exponential(), -0.03),
                Case.of(new Exponential(), 0.2),
                Case.of(new Exponential(), 0),
                Case.of(new Exponential(), 1e-7),
                Case.of(new Exponential(), -0.0007),
                Case.of(new Exponential(), -0.00073),
                Case.of(new Landau(), 130, 9),
                Case.of(new Landau(), 150, 2.5),
                Case.of(new Landau(), 108, 0.5),
                Case.of(new Landau(), 180, 20),
                morphed(0, 0),
                morphed(0.7, -0.4));
        Stream<Case> peaks = Stream.of(
                Case.of(new CrystalBall(), 124.5, 1.8, 1.25, 3.5),
                Case.of(new CrystalBall(), 124.5, 1.8, -0.6, 1),
                Case.of(new BreitWigner(), 124, 2.5),
                Case.of(new BreitWigner(), 80, 30),
                Case.of(new RelativisticBreitWigner(), 124, 2.5),
                Case.of(new BreitWignerCrystalBall(), 124, 2.5, 0.3, 1.5, 1.25, 3.5),
                Case.of(new BreitWignerCrystalBall(), 124, 2.5, 0.3, 6, -0.4, 1),
                Case.of(new ErfcExponential(), 112, 0.15, 0.03, 120),
                Case.of(new ErfcExponential(), 130, -0.4, 1e-9, 120),
                Case.of(new ErfcExponential(), 90, 0.1, -0.2, 120),
                smeared(0.4, 1.3),
                smeared(-3, 8),
                coefficients(new Bernstein(), "b", 0.4, 0, 2, 1, 0.3, 0.7),
                coefficients(new Polynomial(), "a", 500, -2.5));
        Stream<Case> falling = Stream.of(
                named(new ExponentialSum(), "p1", 0.02),
                named(new ExponentialSum(), "p1 p2 f1", 0.02, 0.07, 0.3),
                named(new ExponentialSum(), "p1 p2 p3 f1 f2", 0.02, 0.07, -0.01, 0.3, 0.8),
                named(new ExponentialSum(), "p1 p2 f1", 0.02, 0.07, 0.99),
                named(new PowerSum(), "p1", 4.2),
                named(new PowerSum(), "p1 p2 p3 f1 f2", 4.2, 9, -1, 0.5, 0.9),
                named(new Laurent(), "f1", 0.3),
                named(new Laurent(), "f1 f2 f3", 0.3, 0.6, 0.2),
                named(new ExponentialPolynomial(), "p1", -1.4),
                named(new ExponentialPolynomial(), "p1 p2 p3 p4", -1.4, 0.3, -0.1, 0.05));
        return Stream.of(ordinary, extreme, others, peaks, falling)
                .flatMap(s -> s)
                .toList();
    }

    private static Case smeared(double... at) {
        var tables = Shape.histogram(new double[] {95, 110, 121, 124, 127, 140, 170}, new double[] {5, 6, 9, 30, 7, 4})
                .tables();
        return new Case(
                new TemplateGauss(), new Shape("template-gauss", Shapes.constants("shift", "sigma"), tables), at);
    }

    private static Case coefficients(ShapeFunction function, String letter, double... at) {
        String[] names = new String[at.length];
        Arrays.setAll(names, k -> letter + k);
        return new Case(function, new Shape(function.id(), Shapes.constants(names)), at);
    }

    private static Case named(ShapeFunction function, String names, double... at) {
        return new Case(function, new Shape(function.id(), Shapes.constants(names.split(" "))), at);
    }

    private static Case morphed(double... at) {
        var coefficients = new LinkedHashMap<String, Expression>();
        coefficients.put("a", Expression.constant(0));
        coefficients.put("b", Expression.constant(0));
        Shape shape = Shape.morphing(
                new double[] {100, 111, 120, 125, 160.5},
                new double[] {5, 9, 1, 8},
                coefficients,
                Map.of("a", new double[] {1, -2, 0.3, 1}, "b", new double[] {2, 1, 0, -3}));
        return new Case(new Histogram(), shape, at);
    }

    /** The formula word for word, normalised by brute force. */
    @Test
    void crystalBallIsItsFormula() {
        Case of = Case.of(new DoubleSidedCrystalBall(), 124.8, 1.7, 1.1, 2.4, 1.6, 3.3);
        double sum = 0;
        int n = 2_000_000;
        for (int i = 0; i < n; i++) {
            sum += formula(LO + (HI - LO) * (i + 0.5) / n, of.at());
        }
        double integral = sum * (HI - LO) / n;
        double[] x = {105, 110, 122.9, 122.95, 124, 126, 127.6, 127.8, 140, 160};
        double[] density = of.density(x);
        for (int i = 0; i < x.length; i++) {
            assertEquals(formula(x[i], of.at()) / integral, density[i], 1e-12 * density[i] + 1e-14);
        }
    }

    private static double formula(double x, double[] p) {
        double t = (x - p[0]) / p[1];
        if (t < -p[2]) {
            return Math.exp(-p[2] * p[2] / 2) * Math.pow(1 + p[2] / p[3] * (-t - p[2]), -p[3]);
        }
        if (t > p[4]) {
            return Math.exp(-p[4] * p[4] / 2) * Math.pow(1 + p[4] / p[5] * (t - p[4]), -p[5]);
        }
        return Math.exp(-t * t / 2);
    }

    /** φ(λ) = (1/π) ∫₀^∞ exp(−t ln t − λt) sin(πt) dt. */
    @Test
    void landauIsItsIntegral() {
        for (double lambda : new double[] {-3, -1.5, -0.5, 0, 0.8, 2, 4, 8, 20, 60}) {
            double sum = 0;
            int n = 400_000;
            double end = 40;
            for (int i = 0; i < n; i++) {
                double t = end * (i + 0.5) / n;
                sum += Math.exp(-t * Math.log(t) - lambda * t) * Math.sin(Math.PI * t);
            }
            double expected = sum * end / n / Math.PI;
            assertEquals(expected, LandauDensity.value(lambda), 3e-7 * expected + 1e-9, "λ = " + lambda);
        }
    }

    @Test
    void undefinedParametersGiveNaN() {
        var dscb = new DoubleSidedCrystalBall();
        double[][] wrong = {
            {125, 0, 1, 2, 1, 2},
            {125, -1, 1, 2, 1, 2},
            {125, 1, 0, 2, 1, 2},
            {125, 1, 1, -2, 1, 2},
            {125, 1, 1, 2, 1, Double.NaN},
            {Double.NaN, 1, 1, 2, 1, 2},
            {Double.POSITIVE_INFINITY, 1, 1, 2, 1, 2}
        };
        for (double[] at : wrong) {
            assertTrue(Double.isNaN(Case.of(dscb, at).density(120)[0]), Arrays.toString(at));
        }
        assertTrue(Double.isNaN(Case.of(new Gaussian(), 125, -1).density(120)[0]));
        assertTrue(Double.isNaN(Case.of(new Landau(), 125, 0).density(120)[0]));
    }

    @Test
    void narrowPeaksStayFinite() {
        Case of = Case.of(new DoubleSidedCrystalBall(), 125, 1e-9, 1.2, 2.5, 1.5, 3);
        double[] density = of.density(106, 125, 140);
        assertTrue(density[0] > 0 && density[1] > 1e8 && density[2] > 0, Arrays.toString(density));
    }

    @Test
    void templatesThatMakeNoSenseAreRefused() {
        assertRefused("cover", new double[] {106, 170}, new double[] {1});
        assertRefused("rise", new double[] {100, 120, 120, 170}, new double[] {1, 1, 1});
        assertRefused("entries", new double[] {100, 120, 170}, new double[] {1});
        assertRefused("negative", new double[] {100, 120, 170}, new double[] {1, -1});
        assertRefused("0", new double[] {100, 120, 170}, new double[] {0, 0});
        assertRefused("NaN", new double[] {100, 120, 170}, new double[] {1, Double.NaN});
        assertRefused("none", new double[] {}, new double[] {});
        assertThrows(
                FiduciaException.class,
                () -> new Histogram().bind(new Shape("histogram", Map.of()), LO, HI, new double[] {}));
    }

    private static void assertRefused(String what, double[] edges, double[] contents) {
        var error = assertThrows(
                FiduciaException.class,
                () -> new Histogram().bind(Shape.histogram(edges, contents), LO, HI, new double[] {}));
        assertTrue(error.getMessage().contains(what), error.getMessage());
    }

    /** Where the steps are, for points in two runs. */
    @Test
    void stepsBeginWhereTheDensityChanges() {
        var shape = Shape.histogram(new double[] {105, 120, 130, 160}, new double[] {3, 5, 2});
        double[] x = {106, 107, 121, 125, 140, 150, 105, 110, 119, 155};
        assertArrayEquals(
                new int[] {0, 2, 4, 6, 9, 10},
                new Histogram().bind(shape, LO, HI, x).steps());
    }
}
