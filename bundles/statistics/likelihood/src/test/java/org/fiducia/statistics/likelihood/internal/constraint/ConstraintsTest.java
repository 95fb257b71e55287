package org.fiducia.statistics.likelihood.internal.constraint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Stream;
import org.fiducia.api.fit.ConstraintFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConstraintsTest {
    record Case(ConstraintFunction function, double observed, double[] at) {
        static Case of(ConstraintFunction function, double observed, double... at) {
            return new Case(function, observed, at);
        }

        double value(double... p) {
            return function.evaluate(observed, p, null, null);
        }

        double logProbability() {
            return value(at) + function.constant(observed, at);
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                Case.of(new GaussianConstraint(), 1.3, 0.4, 0.7),
                Case.of(new GaussianConstraint(), -200, 5, 31),
                Case.of(new PoissonConstraint(), 7, 4.2),
                Case.of(new PoissonConstraint(), 0, 1.5),
                Case.of(new PoissonConstraint(), 3.6, 3.6),
                Case.of(new LogNormalConstraint(), 1.2, 1.1, 1.3),
                Case.of(new LogNormalConstraint(), 0.4, 2, 0.6),
                Case.of(new LogNormalConstraint(), 5, 5, 1.2));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void derivativesAgreeWithDifferences(Case of) {
        int n = of.at().length;
        double[] gradient = new double[n];
        double[][] hessian = new double[n][n];
        assertEquals(of.value(of.at()), of.function().evaluate(of.observed(), of.at(), gradient, hessian), 0);
        double[] unused = new double[n];
        for (int i = 0; i < n; i++) {
            double h = 1e-5 * Math.abs(of.at()[i]);
            double[] up = of.at().clone();
            up[i] += h;
            double[] down = of.at().clone();
            down[i] -= h;
            double step = up[i] - down[i];
            double scale = 1 + Math.abs(gradient[i]) + Math.abs(of.value(of.at()) / of.at()[i]);
            assertEquals((of.value(up) - of.value(down)) / step, gradient[i], 2e-6 * scale * scale);
            double[] gradientUp = new double[n];
            double[] gradientDown = new double[n];
            of.function().evaluate(of.observed(), up, gradientUp, null);
            of.function().evaluate(of.observed(), down, gradientDown, null);
            of.function().evaluate(of.observed(), of.at(), unused, hessian);
            for (int j = 0; j < n; j++) {
                double expected = (gradientUp[j] - gradientDown[j]) / step;
                assertEquals(expected, hessian[i][j], 1e-5 * (1 + Math.abs(expected)), i + ", " + j);
            }
        }
    }

    /** scipy.stats: norm.logpdf(1.3, .4, .7), poisson.logpmf(7, 4.2), lognorm.logpdf(1.2, log 1.3, scale = 1.1). */
    @Test
    void probabilitiesAreThoseOfScipy() {
        assertEquals(
                1.3887942015108383,
                Case.of(new GaussianConstraint(), 1.3, 0.4, 0.7).logProbability(),
                1e-13);
        assertEquals(2.679569684040156, Case.of(new PoissonConstraint(), 7, 4.2).logProbability(), 1e-13);
        assertEquals(
                -0.18176765569101894,
                Case.of(new LogNormalConstraint(), 1.2, 1.1, 1.3).logProbability(),
                1e-13);
        // A factor and its inverse are the same uncertainty.
        assertEquals(
                Case.of(new LogNormalConstraint(), 1.2, 1.1, 1.3).logProbability(),
                Case.of(new LogNormalConstraint(), 1.2, 1.1, 1 / 1.3).logProbability(),
                1e-13);
    }

    @Test
    void impossibleObservationsAreInfinite() {
        assertEquals(
                Double.POSITIVE_INFINITY, Case.of(new PoissonConstraint(), 2, 0).value(0));
        assertEquals(
                Double.POSITIVE_INFINITY,
                Case.of(new PoissonConstraint(), 2, -1).value(-1));
        assertEquals(0, Case.of(new PoissonConstraint(), 0, 0).value(0));
        assertEquals(
                Double.POSITIVE_INFINITY,
                Case.of(new LogNormalConstraint(), 1, 1, 1).value(1, 1));
        assertEquals(
                Double.POSITIVE_INFINITY,
                Case.of(new LogNormalConstraint(), 1, 1, 1).value(-1, 1.1));
        assertTrue(Double.isNaN(new PoissonConstraint().constant(-1, new double[] {1})));
        assertTrue(Double.isNaN(new LogNormalConstraint().constant(-1, new double[] {1, 2})));
        assertTrue(Double.isNaN(new GaussianConstraint().constant(1, new double[] {1, 0})));
    }

    @Test
    void expectedResultIsThatOfWhichTheParametersAreTheBestFit() {
        for (Case of : cases().toList()) {
            double[] gradient = new double[of.at().length];
            of.function().evaluate(of.function().expected(of.at()), of.at(), gradient, null);
            assertEquals(0, gradient[0], 1e-14);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void samplesHaveTheRightMoments(Case of) {
        boolean log = of.function() instanceof LogNormalConstraint;
        double[] p = of.at();
        double mean = log ? Math.log(p[0]) : p[0];
        double variance = log ? Math.pow(Math.log(p[1]), 2) : p.length == 2 ? p[1] * p[1] : p[0];
        var random = new Random(12);
        int n = 100_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double sample = of.function().sample(p, random);
            double x = (log ? Math.log(sample) : sample) - mean;
            sum += x;
            squares += x * x;
        }
        assertEquals(0, sum / Math.sqrt(n * variance), 4);
        double fourth = p.length == 1 ? 3 + 1 / p[0] : 3;
        assertEquals(0, (squares / n / variance - 1) / Math.sqrt((fourth - 1) / n), 4);
    }
}
