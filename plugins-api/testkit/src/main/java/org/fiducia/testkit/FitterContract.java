package org.fiducia.testkit;

import static org.fiducia.testkit.FunctionLikelihood.free;
import static org.fiducia.testkit.FunctionLikelihood.within;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.FitResult.Status;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.model.Parameter;
import org.junit.jupiter.api.Test;

/**
 * What every fitter keeps: minima to 1e-3 σ in smooth and in hard shapes, limits, and failures that name what is at fault
 * and say what to try. The test of a fitter extends it.
 */
public abstract class FitterContract {
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final double SIGMAS = 1e-3;

    private final Fitter fitter;

    /** @param fitter the fitter under test */
    protected FitterContract(Fitter fitter) {
        this.fitter = fitter;
    }

    private FitResult fit(FunctionLikelihood likelihood, double... start) {
        return fitter.fit(likelihood, start, true, Progress.NONE);
    }

    private void assertMinimum(FunctionLikelihood.Function function, double[] start, double... minimum) {
        FitResult fit = fit(new FunctionLikelihood(free(start.length), function), start);
        assertEquals(Status.CONVERGED, fit.status(), fit.message());
        for (int i = 0; i < minimum.length; i++) {
            assertEquals(minimum[i], fit.parameters()[i], SIGMAS * fit.error(i), "parameter " + i);
        }
        assertTrue(fit.edm() >= 0 && fit.edm() < 1e-6, "EDM " + fit.edm());
        assertTrue(fit.calls() > 0, "the likelihood is evaluated");
        assertTrue(fit.conditionNumber() >= 1 - 1e-9, "condition " + fit.conditionNumber());
        assertEquals(function.at(fit.parameters()), fit.nll(), 1e-9 * (1 + Math.abs(fit.nll())), "the value there");
        assertEquals(List.of(), fit.atLimit(), "no limit");
    }

    @Test
    void quadraticHasItsMinimumAndItsInverseAsCovariance() {
        var likelihood =
                new FunctionLikelihood(free(2), x -> 5 + 2 * x[0] * x[0] + x[0] * x[1] + x[1] * x[1] - 3 * x[0] - x[1]);
        FitResult fit = fit(likelihood, 7, -4);
        assertEquals(Status.CONVERGED, fit.status(), fit.message());
        assertEquals(5 / 7.0, fit.parameters()[0], SIGMAS * fit.error(0), "parameter 0");
        assertEquals(1 / 7.0, fit.parameters()[1], SIGMAS * fit.error(1), "parameter 1");
        // Hessian (4 1; 1 2)
        assertEquals(2 / 7.0, fit.covariance()[0][0], 1e-5, "variance");
        assertEquals(-1 / 7.0, fit.covariance()[0][1], 1e-5, "covariance");
        assertEquals(4 / 7.0, fit.covariance()[1][1], 1e-5, "variance");
        double rho = 1 / Math.sqrt(8);
        assertEquals((1 + rho) / (1 - rho), fit.conditionNumber(), 1e-4, "condition");
        FitResult without = fitter.fit(likelihood, new double[] {7, -4}, false, Progress.NONE);
        assertTrue(without.converged(), without.message());
        assertNull(without.covariance(), "no covariance that was not asked for");
    }

    /** H. H. Rosenbrock, Comput. J. 3 (1960) 175. */
    @Test
    void curvedValley() {
        assertMinimum(FitterContract::rosenbrock, new double[] {-1.2, 1}, 1, 1);
    }

    private static double rosenbrock(double[] x) {
        double a = x[1] - x[0] * x[0];
        double b = 1 - x[0];
        return 100 * a * a + b * b;
    }

    /** Wood's function and Beale's (J. J. Moré, B. S. Garbow, K. E. Hillstrom, ACM Trans. Math. Softw. 7 (1981) 17). */
    @Test
    void hardShapes() {
        assertMinimum(
                x -> {
                    double a = x[1] - x[0] * x[0];
                    double b = x[3] - x[2] * x[2];
                    double c = x[1] + x[3] - 2;
                    double d = x[1] - x[3];
                    return 100 * a * a
                            + Math.pow(1 - x[0], 2)
                            + 90 * b * b
                            + Math.pow(1 - x[2], 2)
                            + 10 * c * c
                            + 0.1 * d * d;
                },
                new double[] {-1.2, 1, 1.5, 0},
                1,
                1,
                1,
                1);
        assertMinimum(
                x -> {
                    double a = 1.5 - x[0] * (1 - x[1]);
                    double b = 2.25 - x[0] * (1 - x[1] * x[1]);
                    double c = 2.625 - x[0] * (1 - x[1] * x[1] * x[1]);
                    return a * a + b * b + c * c;
                },
                new double[] {1, 1},
                3,
                0.5);
    }

    /** Uncertainties from 1e-3 to 1e3, and neighbours that are correlated. */
    @Test
    void parametersOfDifferentScale() {
        double[] scale = {1e-3, 0.1, 1, 30, 1e3};
        assertMinimum(
                x -> {
                    double sum = 0;
                    for (int i = 0; i < scale.length; i++) {
                        double u = x[i] / scale[i] - 1;
                        double before = i == 0 ? 0 : x[i - 1] / scale[i - 1] - 1;
                        sum += 0.5 * u * u + 0.45 * u * before;
                    }
                    return sum;
                },
                new double[5],
                scale);
    }

    @Test
    void aSingleParameter() {
        assertMinimum(x -> Math.exp(x[0]) - 3 * x[0], new double[] {0}, Math.log(3));
    }

    @Test
    void fixedParametersStay() {
        List<Parameter> parameters = new ArrayList<>(free(2));
        parameters.set(0, parameters.get(0).fixedAt(0.5));
        FitResult fit = fit(new FunctionLikelihood(parameters, FitterContract::rosenbrock), 0.5, 3);
        assertEquals(Status.CONVERGED, fit.status(), fit.message());
        assertEquals(0.5, fit.parameters()[0], 0, "a fixed parameter stays");
        assertEquals(0.25, fit.parameters()[1], SIGMAS * fit.error(1), "the free one");
        assertEquals(0, fit.covariance()[0][0], 0, "variance of a fixed parameter");
        assertEquals(0, fit.covariance()[0][1], 0, "covariance with a fixed parameter");
        assertEquals(1 / 200.0, fit.covariance()[1][1], 1e-6, "variance");
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
        assertEquals(List.of("low", "high"), fit.atLimit(), "parameters at a limit");
        assertEquals(1, fit.parameters()[0], 0, "parameter 0");
        assertEquals(0.25, fit.parameters()[1], 0, "parameter 1");
        assertEquals(1 - 0.05 * 0.25, fit.parameters()[2], SIGMAS * fit.error(2), "parameter 2");
    }

    @Test
    void aLimitMayBeLeftAgain() {
        List<Parameter> parameters = List.of(within("a", 0, 0, 9), within("b", 8, 0, 9));
        FitResult fit =
                fit(new FunctionLikelihood(parameters, x -> Math.pow(x[0] - 2, 2) + Math.pow(x[1] - x[0], 2)), 0, 9);
        assertEquals(Status.CONVERGED, fit.status(), fit.message());
        assertEquals(2, fit.parameters()[0], SIGMAS, "parameter 0");
        assertEquals(2, fit.parameters()[1], SIGMAS, "parameter 1");
        assertEquals(List.of(), fit.atLimit(), "no limit");
    }

    @Test
    void startOutsideTheLimitsIsBroughtInside() {
        FitResult fit = fit(new FunctionLikelihood(List.of(within("a", 1, 0, 3)), x -> Math.pow(x[0] - 2, 2)), 50);
        assertEquals(Status.CONVERGED, fit.status(), fit.message());
        assertEquals(2, fit.parameters()[0], SIGMAS * fit.error(0), "parameter 0");
    }

    @Test
    void stepsIntoForbiddenRegionsAreShortened() {
        var likelihood = new FunctionLikelihood(free(1), x -> x[0] > 0 ? x[0] - Math.log(x[0]) : INFINITY);
        FitResult fit = fit(likelihood, 40);
        assertEquals(Status.CONVERGED, fit.status(), fit.message());
        assertEquals(1, fit.parameters()[0], SIGMAS, "parameter 0");
    }

    @Test
    void functionThatFallsForEverIsUnbounded() {
        assertFailure(
                Status.UNBOUNDED,
                "without bound along p1",
                fit(new FunctionLikelihood(free(2), x -> x[0] * x[0] - x[1]), 1, 1));
    }

    @Test
    void parameterWithoutEffectIsNamed() {
        assertFailure(
                Status.HESSIAN_NOT_POSITIVE,
                "do not determine p1",
                fit(new FunctionLikelihood(free(3), x -> x[0] * x[0] + x[2] * x[2]), 1, 1, 1));
    }

    @Test
    void degenerateCombinationIsNamed() {
        FitResult fit = fit(
                new FunctionLikelihood(free(3), x -> Math.pow(x[0] + x[2] - 1, 2) + Math.pow(x[1] - 2, 2)), 0, 0, 0);
        assertFailure(Status.HESSIAN_NOT_POSITIVE, "do not determine p0, p2;", fit);
        assertFalse(fit.message().contains("p1"), fit.message());
    }

    @Test
    void everyDegenerateCombinationIsNamed() {
        FitResult fit = fit(
                new FunctionLikelihood(
                        free(5),
                        x -> Math.pow(x[0] + x[2] - 1, 2) + Math.pow(x[1] - 2, 2) + Math.pow(x[3] - 2 * x[4], 2)),
                0,
                0,
                0,
                0,
                0);
        assertFailure(Status.HESSIAN_NOT_POSITIVE, "do not determine", fit);
        for (int i : new int[] {0, 2, 3, 4}) {
            assertTrue(fit.message().contains("p" + i), fit.message());
        }
        assertFalse(fit.message().contains("p1"), fit.message());
    }

    @Test
    protected void startThatIsNotFiniteIsUnbounded() {
        assertFailure(
                Status.UNBOUNDED,
                "not finite at the start",
                fit(new FunctionLikelihood(free(1), x -> x[0] > 0 ? x[0] - Math.log(x[0]) : INFINITY), -1));
    }

    @Test
    void noEventsAreDataToo() {
        FitResult fit = fit(new FunctionLikelihood(free(1), x -> x[0] * x[0], false), 1);
        assertEquals(Status.CONVERGED, fit.status(), fit.message());
        assertEquals(0, fit.parameters()[0], SIGMAS, "parameter 0");
    }

    /** ν = 1 + 2μ without an event: the probability e^−ν is 1 at μ = −½, and more is impossible. */
    @Test
    void edgeOfPositiveExpectationHolds() {
        var likelihood = new CountingLikelihood(List.of(within("mu", 1, -10, 10)), new double[][] {{1, 2}}, 0);
        FitResult fit = fitter.fit(likelihood, new double[] {1}, true, Progress.NONE);
        assertEquals(Status.CONVERGED, fit.status(), fit.message());
        assertEquals(-0.5, fit.parameters()[0], SIGMAS, "parameter 0");
        assertEquals(0, fit.nll(), SIGMAS);
        assertEquals(List.of("category c0"), fit.edges(), "edges");
        assertTrue(fit.message().contains("one-sided"), () -> "one-sided uncertainties: " + fit.message());
        // e^−ν has the standard deviation 1 in ν
        assertEquals(0.5, fit.error(0), 1e-2, "uncertainty at the edge");
        FitResult without = fitter.fit(likelihood, new double[] {1}, false, Progress.NONE);
        assertEquals(-0.5, without.parameters()[0], SIGMAS);
        assertEquals(List.of("category c0"), without.edges(), "edges");
    }

    /** Counts 0, 6 for ν = x − y, x + y: along the edge x = y the best is 2x = 6. */
    @Test
    void minimumIsFoundAlongTheEdge() {
        var likelihood = new CountingLikelihood(free(2), new double[][] {{0, 1, -1}, {0, 1, 1}}, 0, 6);
        FitResult fit = fitter.fit(likelihood, new double[] {5, 1}, true, Progress.NONE);
        assertEquals(Status.CONVERGED, fit.status(), fit.message());
        assertEquals(3, fit.parameters()[0], 2 * SIGMAS, "parameter 0");
        assertEquals(3, fit.parameters()[1], 2 * SIGMAS, "parameter 1");
        assertEquals(6 - 6 * Math.log(6), fit.nll(), SIGMAS);
        assertEquals(List.of("category c0"), fit.edges(), "edges");
        // x + y = 6 ± √6, x − y = 0 with a scale of 1
        assertEquals(Math.sqrt((6 + 1) / 4.0), fit.error(0), 1e-2, "uncertainty along the edge");
    }

    /** Counts 0, 4 for ν = 3 + x, 2 − x: one would like x = −2, which leaves ν = 1 for the empty one. */
    @Test
    void minimumBeforeTheEdgeIsNone() {
        var likelihood = new CountingLikelihood(free(1), new double[][] {{3, 1}, {2, -1}}, 0, 4);
        FitResult fit = fitter.fit(likelihood, new double[] {1.9}, true, Progress.NONE);
        assertEquals(Status.CONVERGED, fit.status(), fit.message());
        // NLL = 5 − 4 log(2 − x) falls towards negative x up to the edge x = −3
        assertEquals(-3, fit.parameters()[0], 2 * SIGMAS, "parameter 0");
        likelihood = new CountingLikelihood(free(1), new double[][] {{3, 2}, {2, -1}}, 0, 4);
        fit = fitter.fit(likelihood, new double[] {1.9}, true, Progress.NONE);
        // 5 + x − 4 log(2 − x) likewise, up to x = −3/2
        assertEquals(-1.5, fit.parameters()[0], 2 * SIGMAS, "parameter 0");
        likelihood = new CountingLikelihood(free(1), new double[][] {{9, 2}, {2, -1}}, 0, 4);
        fit = fitter.fit(likelihood, new double[] {1.9}, true, Progress.NONE);
        assertEquals(List.of("category c0"), fit.edges(), "edges");
        likelihood = new CountingLikelihood(free(1), new double[][] {{9, 2}, {12, 4}}, 0, 4);
        fit = fitter.fit(likelihood, new double[] {1.9}, true, Progress.NONE);
        // 21 + 6x − 4 log(12 + 4x): 12 + 4x = 8/3, where the other expects 9 − 14/3
        assertEquals(-7 / 3.0, fit.parameters()[0], SIGMAS, "parameter 0");
        assertEquals(List.of(), fit.edges(), "no edge");
    }

    @Test
    void startBeyondTheEdgeIsBroughtInside() {
        var likelihood = new CountingLikelihood(free(2), new double[][] {{0, 1, -1}, {0, 1, 1}}, 2, 6);
        FitResult fit = fitter.fit(likelihood, new double[] {-5, 1}, true, Progress.NONE);
        assertEquals(Status.CONVERGED, fit.status(), fit.message());
        assertEquals(4, fit.parameters()[0], 2 * SIGMAS, "parameter 0");
        assertEquals(2, fit.parameters()[1], 2 * SIGMAS, "parameter 1");
    }

    private static void assertFailure(Status status, String message, FitResult fit) {
        assertEquals(status, fit.status(), fit.message());
        assertTrue(fit.message().contains(message), fit.message());
        assertTrue(fit.message().contains(";"), "what to try: " + fit.message());
        assertNull(fit.covariance(), "no covariance of a failure");
    }

    @Test
    void cancellationEndsTheFit() {
        var likelihood = new FunctionLikelihood(free(2), FitterContract::rosenbrock);
        assertThrows(
                CancellationException.class,
                () -> fitter.fit(likelihood, new double[2], false, new Cancelled()),
                "what is cancelled ends");
    }
}
