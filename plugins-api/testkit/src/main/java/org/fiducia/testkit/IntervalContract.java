package org.fiducia.testkit;

import static org.fiducia.testkit.FunctionLikelihood.free;
import static org.fiducia.testkit.FunctionLikelihood.within;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.fit.IntervalEstimator;
import org.fiducia.api.fit.Likelihood;
import org.junit.jupiter.api.Test;

/**
 * What every estimator of intervals of the profile likelihood keeps, where intervals are known in closed form. The test of one
 * extends it.
 */
public abstract class IntervalContract {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final IntervalEstimator estimator;
    private final Fitter fitter;

    /** @param fitter one that keeps {@link FitterContract} */
    protected IntervalContract(IntervalEstimator estimator, Fitter fitter) {
        this.estimator = estimator;
        this.fitter = fitter;
    }

    private FitResult best(Likelihood likelihood) {
        FitResult best = fitter.fit(likelihood, likelihood.model().initial(), true, Progress.NONE);
        assertTrue(best.converged(), best.message());
        return best;
    }

    private Interval interval(Likelihood likelihood, int parameter) {
        return estimator.interval(likelihood, fitter, best(likelihood), parameter, Progress.NONE);
    }

    /** s − n − n log(s/n) = ½. */
    private static double end(int n, double lo, double hi) {
        double a = lo;
        double b = hi;
        for (int i = 0; i < 100; i++) {
            double s = 0.5 * (a + b);
            boolean inside = s - n - n * Math.log(s / n) < 0.5;
            boolean up = hi > n;
            a = inside == up ? s : a;
            b = inside == up ? b : s;
        }
        return a;
    }

    /** Of a Gaussian likelihood the interval is ± the square root of the variance, whatever the correlation. */
    @Test
    void aParabolaHasTheIntervalOfItsCovariance() {
        var likelihood =
                new FunctionLikelihood(free(2), x -> 2 * x[0] * x[0] + x[0] * x[1] + x[1] * x[1] - 3 * x[0] - x[1]);
        double[] variance = {2 / 7.0, 4 / 7.0};
        for (int k = 0; k < 2; k++) {
            Interval interval = interval(likelihood, k);
            double sigma = Math.sqrt(variance[k]);
            assertEquals(sigma, interval.down(), 1e-3 * sigma);
            assertEquals(sigma, interval.up(), 1e-3 * sigma);
            assertFalse(interval.lowerIsLimit() || interval.upperIsLimit());
        }
    }

    @Test
    void aCountHasItsInterval() {
        for (int n : new int[] {1, 3, 10, 1000}) {
            var likelihood = new CountingLikelihood(List.of(within("s", 5, 0, INFINITY)), new double[][] {{0, 1}}, n);
            Interval interval = interval(likelihood, 0);
            double tolerance = 1e-3 * Math.sqrt(n);
            assertEquals(n, interval.value(), tolerance);
            assertEquals(n - end(n, 1e-9, n), interval.down(), tolerance);
            assertEquals(end(n, n, 5 * n + 10) - n, interval.up(), tolerance);
        }
    }

    /** 3 events of s + 2.5, s ≥ 0: the likelihood does not rise enough below the best fit. */
    @Test
    void aLimitEndsAnInterval() {
        var likelihood = new CountingLikelihood(List.of(within("s", 1, 0, INFINITY)), new double[][] {{2.5, 1}}, 3);
        Interval interval = interval(likelihood, 0);
        assertTrue(interval.lowerIsLimit());
        assertFalse(interval.upperIsLimit());
        assertEquals(0.5, interval.down(), 1e-4);
        assertEquals(end(3, 3, 25) - 3, interval.up(), 2e-3);
    }

    @Test
    void whatCannotHaveAnIntervalIsRefused() {
        var likelihood = new CountingLikelihood(List.of(within("s", 5, 0, INFINITY)), new double[][] {{0, 1}}, 3);
        FitResult best = best(likelihood);
        var fixed = new ArrayList<>(likelihood.model().parameters());
        fixed.set(0, fixed.get(0).fixedAt(3));
        Likelihood held = likelihood.with(likelihood.model().withParameters(fixed));
        var failed = new FitResult(
                FitResult.Status.ITERATION_LIMIT, "try again", best.parameters(), 0, 1, 1, null, 1, List.of());
        for (FitResult fit : List.of(best, failed)) {
            var refused = assertThrows(
                    FiduciaException.class,
                    () -> estimator.interval(fit == best ? held : likelihood, fitter, fit, 0, Progress.NONE));
            assertFalse(refused.remedy().isBlank(), "what to do");
        }
    }

    @Test
    void saysTheSameTwice() {
        var likelihood = new CountingLikelihood(List.of(within("s", 5, 0, INFINITY)), new double[][] {{1, 1}}, 7);
        assertEquals(interval(likelihood, 0), interval(likelihood, 0));
    }
}
