package org.fiducia.statistics.newton;

import static org.fiducia.testkit.FunctionLikelihood.free;
import static org.fiducia.testkit.FunctionLikelihood.within;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.FitResult.Status;
import org.fiducia.api.model.Parameter;
import org.fiducia.testkit.CountingLikelihood;
import org.fiducia.testkit.FunctionLikelihood;
import org.junit.jupiter.api.Test;

class NewtonFitterTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static FitResult fit(FunctionLikelihood likelihood, double... start) {
        return new NewtonFitter().fit(likelihood, start, true, Progress.NONE);
    }

    @Test
    void quadraticHasItsMinimumAndItsInverseAsCovariance() {
        FitResult fit = fit(
                new FunctionLikelihood(free(2), x -> 5 + 2 * x[0] * x[0] + x[0] * x[1] + x[1] * x[1] - 3 * x[0] - x[1]),
                7,
                -4);
        assertEquals(Status.CONVERGED, fit.status(), fit.message());
        // Hessian (4 1; 1 2), minimum at its inverse times (3, 1)
        assertEquals(5 / 7.0, fit.parameters()[0], 1e-6);
        assertEquals(1 / 7.0, fit.parameters()[1], 1e-6);
        assertEquals(2 / 7.0, fit.covariance()[0][0], 1e-6);
        assertEquals(-1 / 7.0, fit.covariance()[0][1], 1e-6);
        assertEquals(4 / 7.0, fit.covariance()[1][1], 1e-6);
        // Unit diagonal with ρ = 1/√8: (1 + ρ)/(1 − ρ) in the 1-norm
        double rho = 1 / Math.sqrt(8);
        assertEquals((1 + rho) / (1 - rho), fit.conditionNumber(), 1e-5);
        assertTrue(fit.edm() < 1e-9);
    }

    /** Nothing says how far to go but the edges: a straight line leads beyond all of them, and the nearest one counts. */
    @Test
    void stopsAtTheNearestEdge() {
        var likelihood =
                new CountingLikelihood(free(1), new double[][] {{0.001, 1}, {100, 1e-4}, {5, 0.01}}, 0, 100, 0);
        FitResult fit = new NewtonFitter().fit(likelihood, new double[] {0.5}, true, Progress.NONE);
        assertEquals(Status.CONVERGED, fit.status(), fit.message());
        assertEquals(-0.001, fit.parameters()[0], 1e-6);
        assertEquals(List.of("category c0"), fit.edges());
    }

    @Test
    void bananaValleyIsFollowed() {
        FitResult fit = fit(new FunctionLikelihood(free(2), NewtonFitterTest::rosenbrock), -1.2, 1);
        assertEquals(Status.CONVERGED, fit.status(), fit.message());
        assertEquals(1, fit.parameters()[0], 1e-5);
        assertEquals(1, fit.parameters()[1], 1e-5);
    }

    private static double rosenbrock(double[] x) {
        double a = x[1] - x[0] * x[0];
        double b = 1 - x[0];
        return 100 * a * a + b * b;
    }

    @Test
    void fixedParametersStay() {
        List<Parameter> parameters = new ArrayList<>(free(2));
        parameters.set(0, parameters.get(0).fixedAt(0.5));
        FitResult fit = fit(new FunctionLikelihood(parameters, NewtonFitterTest::rosenbrock), 0.5, 3);
        assertEquals(Status.CONVERGED, fit.status(), fit.message());
        assertEquals(0.5, fit.parameters()[0], 0);
        assertEquals(0.25, fit.parameters()[1], 1e-6);
        assertEquals(0, fit.covariance()[0][0], 0);
        assertEquals(0, fit.covariance()[0][1], 0);
        assertEquals(1 / 200.0, fit.covariance()[1][1], 1e-6);
    }

    @Test
    void limitsHoldAndAreNamed() {
        List<Parameter> parameters =
                List.of(within("low", 2, 1, 9), within("high", 0, -9, 0.25), within("in", 0, -9, 9));
        FitResult fit = fit(
                new FunctionLikelihood(
                        parameters,
                        x -> x[0] * x[0] + (x[1] - 2) * (x[1] - 2) + (x[2] - x[0]) * (x[2] - x[0]) + 0.1 * x[1] * x[2]),
                2,
                0,
                0);
        assertEquals(Status.CONVERGED, fit.status(), fit.message());
        assertEquals(List.of("low", "high"), fit.atLimit());
        assertEquals(1, fit.parameters()[0], 0);
        assertEquals(0.25, fit.parameters()[1], 0);
        assertEquals(1 - 0.05 * 0.25, fit.parameters()[2], 1e-7);
        assertTrue(fit.error(0) > 0);
    }

    /** Box-constrained quadratics against coordinate descent, which is slow and cannot go wrong. */
    @Test
    void randomQuadraticsWithinLimits() {
        var random = new Random(12);
        for (int trial = 0; trial < 40; trial++) {
            int n = 5;
            double[][] root = new double[n][n];
            double[] slope = new double[n];
            List<Parameter> parameters = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                slope[i] = 3 * random.nextGaussian();
                for (int j = 0; j < n; j++) {
                    root[i][j] = random.nextGaussian();
                }
                double lower = -random.nextDouble();
                parameters.add(within("p" + i, 0, lower, lower + 2 * random.nextDouble() + 1));
            }
            FunctionLikelihood.Function function = x -> {
                double sum = 0;
                for (int i = 0; i < n; i++) {
                    double y = 0;
                    for (int j = 0; j < n; j++) {
                        y += root[i][j] * x[j];
                    }
                    sum += 0.5 * y * y + slope[i] * x[i] + 0.05 * x[i] * x[i];
                }
                return sum;
            };
            FitResult fit = fit(new FunctionLikelihood(parameters, function), new double[n]);
            assertEquals(Status.CONVERGED, fit.status(), fit.message());
            double[] slow = coordinateDescent(function, parameters);
            assertEquals(function.at(slow), fit.nll(), 1e-7);
        }
    }

    private static double[] coordinateDescent(FunctionLikelihood.Function function, List<Parameter> parameters) {
        double[] x = new double[parameters.size()];
        for (int sweep = 0; sweep < 20000; sweep++) {
            for (int i = 0; i < x.length; i++) {
                double middle = x[i];
                double here = function.at(x);
                x[i] = middle + 1;
                double up = function.at(x);
                x[i] = middle - 1;
                double down = function.at(x);
                double best = middle - 0.5 * (up - down) / (up - 2 * here + down);
                x[i] = Math.max(
                        parameters.get(i).lower(), Math.min(parameters.get(i).upper(), best));
            }
        }
        return x;
    }

    @Test
    void functionThatFallsForEverIsUnbounded() {
        FitResult fit = fit(new FunctionLikelihood(free(2), x -> x[0] * x[0] - x[1]), 1, 1);
        assertEquals(Status.UNBOUNDED, fit.status());
        assertTrue(fit.message().contains("p1"), fit.message());
        assertNull(fit.covariance());
        assertFalse(fit.converged());
    }

    @Test
    void parameterWithoutEffectIsNamed() {
        FitResult fit = fit(new FunctionLikelihood(free(3), x -> x[0] * x[0] + x[2] * x[2]), 1, 1, 1);
        assertEquals(Status.HESSIAN_NOT_POSITIVE, fit.status());
        assertTrue(fit.message().contains("do not determine p1"), fit.message());
    }

    @Test
    void degenerateCombinationIsNamed() {
        FitResult fit = fit(
                new FunctionLikelihood(free(3), x -> Math.pow(x[0] + x[2] - 1, 2) + Math.pow(x[1] - 2, 2)), 0, 0, 0);
        assertEquals(Status.HESSIAN_NOT_POSITIVE, fit.status());
        assertTrue(fit.message().contains("p0, p2"), fit.message());
        assertFalse(fit.message().contains("p1"), fit.message());
    }

    @Test
    void saddlePointIsLeft() {
        // A maximum in x at 0 between two minima at ±1
        FitResult fit = fit(
                new FunctionLikelihood(free(2), x -> Math.pow(x[0], 4) / 4 - x[0] * x[0] / 2 + 0.5 * x[1] * x[1]),
                0,
                2);
        assertEquals(Status.CONVERGED, fit.status(), fit.message());
        assertEquals(1, Math.abs(fit.parameters()[0]), 1e-6);
        assertEquals(0, fit.parameters()[1], 1e-6);
    }

    @Test
    void startThatIsNotFiniteIsUnbounded() {
        FitResult fit = fit(new FunctionLikelihood(free(1), x -> x[0] > 0 ? x[0] - Math.log(x[0]) : INFINITY), -1);
        assertEquals(Status.UNBOUNDED, fit.status());
        assertTrue(fit.message().contains("not finite at the start"), fit.message());
    }

    @Test
    void stepsIntoForbiddenRegionsAreShortened() {
        FitResult fit = fit(new FunctionLikelihood(free(1), x -> x[0] > 0 ? x[0] - Math.log(x[0]) : INFINITY), 40);
        assertEquals(Status.CONVERGED, fit.status(), fit.message());
        assertEquals(1, fit.parameters()[0], 1e-6);
    }

    @Test
    void noEventsAreDataToo() {
        FitResult fit = fit(new FunctionLikelihood(free(1), x -> x[0] * x[0], false), 1);
        assertEquals(Status.CONVERGED, fit.status(), fit.message());
        assertEquals(0, fit.parameters()[0], 1e-7);
    }

    @Test
    void startOutsideTheLimitsIsBroughtInside() {
        FitResult fit = fit(new FunctionLikelihood(List.of(within("a", 1, 0, 3)), x -> Math.pow(x[0] - 2, 2)), 50);
        assertEquals(Status.CONVERGED, fit.status(), fit.message());
        assertEquals(2, fit.parameters()[0], 1e-7);
    }
}
