package org.fiducia.statistics.likelihood.internal.shape;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Shape;
import org.junit.jupiter.api.Test;

/** Densities at a few points against mpmath: the formula with 20 to 30 digits, normalised by its quadrature. */
class ShapeReferenceTest {
    private static final double LO = 105;
    private static final double HI = 160;
    private static final double[] X = {105.5, 118.25, 124.75, 131, 159};
    private static final double[] EDGES = {100, 110, 121, 124, 127, 140, 165};
    private static final double[] CONTENTS = {5, 6, 9, 30, 7, 4};

    private static double[] density(ShapeFunction function, Shape shape, double... at) {
        double[] density = new double[X.length];
        function.bind(shape, LO, HI, X).evaluate(at, density, null);
        return density;
    }

    private static double[] density(ShapeFunction function, double... at) {
        return density(function, new Shape(function.id(), Map.of()), at);
    }

    private static void assertDensity(double tolerance, double[] actual, double... expected) {
        for (int i = 0; i < X.length; i++) {
            assertEquals(expected[i], actual[i], tolerance * expected[i], "x = " + X[i]);
        }
    }

    private static Shape template() {
        return new Shape(
                "template-gauss",
                Shapes.constants("shift", "sigma"),
                Shape.histogram(EDGES, CONTENTS).tables());
    }

    @Test
    void bernsteinPolynomial() {
        assertDensity(
                1e-13,
                density(
                        new Bernstein(),
                        new Shape("bernstein", Shapes.constants("b0", "b1", "b2", "b3")),
                        0.5,
                        2,
                        1,
                        0.25),
                0.01047837716003005,
                0.02302567993989482,
                0.02474950663661407,
                0.02408246431254696,
                0.005646361131980967);
    }

    @Test
    void polynomial() {
        assertDensity(
                1e-11,
                density(new Polynomial(), new Shape("polynomial", Shapes.constants("a0", "a1", "a2")), 1, -0.02, 1e-4),
                0.0004203821656050955,
                0.004628546612623046,
                0.008512738853503185,
                0.01335495078170237,
                0.04837521713954835);
    }

    @Test
    void breitWigner() {
        assertDensity(
                1e-13,
                density(new BreitWigner(), 124, 2.5),
                0.001195486999835429,
                0.01187071116623591,
                0.1934227642969028,
                0.008129016052032997,
                0.0003351018591640609);
    }

    @Test
    void relativisticBreitWigner() {
        assertDensity(
                1e-12,
                density(new RelativisticBreitWigner(), 124, 2.5),
                0.00139659849598927,
                0.01242887388605853,
                0.1933443110900063,
                0.007710950790876431,
                0.0002577242944771312);
    }

    @Test
    void crystalBall() {
        assertDensity(
                1e-12,
                density(new CrystalBall(), 124.5, 1.8, 1.25, 3.5),
                0.0005520221198498031,
                0.01200237743342856,
                0.200656704691074,
                0.0002985490148864052,
                3.429183789859055e-81);
    }

    @Test
    void erfcExponential() {
        assertDensity(
                1e-13,
                density(new ErfcExponential(), 112, 0.15, 0.03, 120),
                0.003988758406733008,
                0.02940837513834973,
                0.02657206472834831,
                0.02210396422276536,
                0.009542779522272036);
    }

    @Test
    void templateGauss() {
        assertDensity(
                1e-12,
                density(new TemplateGauss(), template(), 0.4, 1.3),
                0.008644825979932917,
                0.009757763686345519,
                0.1216248161777658,
                0.009769730936737928,
                0.002766443472345517);
    }

    @Test
    void breitWignerConvolvedWithCrystalBall() {
        assertDensity(
                1e-11,
                density(new BreitWignerCrystalBall(), 124, 2.5, 0.75, 1.5, 1.25, 3.5),
                0.001585637143194293,
                0.01806512366788135,
                0.1452620924343476,
                0.01150780844612354,
                0.0003441667978247339);
        assertDensity(
                1e-11,
                density(new BreitWignerCrystalBall(), 124, 2.5, -0.5, 3, -0.5, 1.5),
                0.0009646667094747192,
                0.02030433205182426,
                0.05520309773978547,
                0.03027807050577933,
                0.006509611172341071);
        assertDensity(
                1e-11,
                density(new BreitWignerCrystalBall(), 124, 0.5, 0, 2, 2, 5),
                0.0002772039529116702,
                0.009331843954315879,
                0.1691659010350206,
                0.002748717988820951,
                6.581019440803566e-5);
    }

    @Test
    void uniformIsOneOverTheWindow() {
        assertArrayEquals(DoubleStream.of(X).map(x -> 1 / 55.0).toArray(), density(new Uniform()));
    }

    /** With a narrow Gaussian it is the histogram, moved. */
    @Test
    void templateWithoutSmearingIsTheHistogram() {
        double[] expected = density(new Histogram(), Shape.histogram(EDGES, CONTENTS));
        assertArrayEquals(expected, density(new TemplateGauss(), template(), 0, 0), 1e-12);
        assertArrayEquals(expected, density(new TemplateGauss(), template(), 0, 1e-9), 1e-12);
    }

    /** With a wide tail and a narrow width it is the Crystal Ball, with a narrow Crystal Ball the Breit–Wigner. */
    @Test
    void convolutionWithANarrowFactorIsTheOther() {
        double[] ball = density(new CrystalBall(), 124.5, 1.8, 1.25, 3.5);
        double[] narrow = density(new BreitWignerCrystalBall(), 124, 0.06, 0.5, 1.8, 1.25, 3.5);
        assertEquals(ball[2], narrow[2], 0.02 * ball[2]);
        double[] peak = density(new BreitWigner(), 124, 2.5);
        assertArrayEquals(peak, density(new BreitWignerCrystalBall(), 124, 2.5, 0, 1e-4, 5, 3), 1e-7);
    }

    @Test
    void parametersThatMakeNoSenseGiveNaN() {
        double[][] convolved = {
            {124, 0, 0, 1, 1, 2},
            {124, -2, 0, 1, 1, 2},
            {124, 2, 0, 0, 1, 2},
            {124, 2, 0, -1, 1, 2},
            {124, 2, 0, 1, 0, 2},
            {124, 2, 0, 1, 1, 0},
            {124, 1e-9, 0, 1, 1, 2},
            {Double.NaN, 2, 0, 1, 1, 2},
            {124, Double.POSITIVE_INFINITY, 0, 1, 1, 2},
            {124, 2, 0, 1, 1, Double.NaN}
        };
        for (double[] at : convolved) {
            assertNaN(density(new BreitWignerCrystalBall(), at));
        }
        assertNaN(density(new CrystalBall(), 124, 1, 0, 2));
        assertNaN(density(new CrystalBall(), 124, -1, 1, 2));
        assertNaN(density(new CrystalBall(), 124, 1, 1, -1));
        assertNaN(density(new BreitWigner(), 124, 0));
        assertNaN(density(new BreitWigner(), 124, -1));
        assertNaN(density(new RelativisticBreitWigner(), 124, 0));
        assertNaN(density(new TemplateGauss(), template(), 0, -1));
        assertNaN(density(new TemplateGauss(), template(), 0, Double.NaN));
        assertNaN(density(new TemplateGauss(), template(), 1e9, 1));
        assertNaN(density(new ErfcExponential(), Double.NaN, 1, 1, 1));
        // Falls below the smallest number everywhere.
        assertNaN(density(new ErfcExponential(), 120, -3, -20, 120));
        assertNaN(density(new Bernstein(), new Shape("bernstein", Shapes.constants("b0", "b1")), 0, 0));
        assertNaN(density(new Polynomial(), new Shape("polynomial", Shapes.constants("a0")), -1));
    }

    private static void assertNaN(double[] density) {
        assertTrue(Arrays.stream(density).allMatch(Double::isNaN), Arrays.toString(density));
    }

    @Test
    void extremesStayFinite() {
        double[][] all = {
            density(new BreitWignerCrystalBall(), 91, 2.5, 0, 1e-3, 1, 2),
            density(new BreitWignerCrystalBall(), 124, 300, 0, 50, 1e-3, 1),
            density(new BreitWignerCrystalBall(), 124, 2.5, 0, 1, -100, 1e-2),
            density(new CrystalBall(), 124, 2, 1e-8, 3),
            density(new CrystalBall(), 124, 1e-6, -1, 1),
            density(new BreitWigner(), 124, 1e-12),
            density(new BreitWigner(), -1e6, 1),
            density(new RelativisticBreitWigner(), 124, 1e-9),
            density(new TemplateGauss(), template(), 0, 1e4),
            density(new ErfcExponential(), 120, 0, 0, 120),
            density(new ErfcExponential(), 120, 1e6, 20, 120),
            density(new Bernstein(), new Shape("bernstein", Shapes.constants("b0", "b1", "b2")), 0, 1e-300, 0)
        };
        for (double[] density : all) {
            assertTrue(
                    Arrays.stream(density).allMatch(p -> p >= 0 && p < Double.POSITIVE_INFINITY),
                    Arrays.toString(density));
        }
    }

    @Test
    void templatesAndCoefficientsThatMakeNoSenseAreRefused() {
        double[] none = {};
        for (Shape shape : new Shape[] {
            new Shape("template-gauss", Shapes.constants("shift", "sigma")),
            histogram(none, none),
            histogram(new double[] {100, 120, 110}, new double[] {1, 1}),
            histogram(new double[] {100, 120}, new double[] {1, 1}),
            histogram(new double[] {100, 120}, new double[] {-1}),
            histogram(new double[] {100, 120}, new double[] {0}),
            histogram(new double[] {100, 120}, new double[] {Double.NaN})
        }) {
            assertThrows(FiduciaException.class, () -> new TemplateGauss().bind(shape, LO, HI, X));
        }
        assertThrows(FiduciaException.class, () -> new Bernstein().parameters(new Shape("bernstein", Map.of())));
    }

    private static Shape histogram(double[] edges, double[] contents) {
        return new Shape(
                "template-gauss",
                Shapes.constants("shift", "sigma"),
                Shape.histogram(edges, contents).tables());
    }
}
