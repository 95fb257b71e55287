package org.fiducia.statistics.bobyqa;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.analysis.MultivariateFunction;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.BOBYQAOptimizer;
import org.fiducia.api.Nullable;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.FitResult.Status;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.statistics.hesse.EdgeFit;
import org.fiducia.statistics.hesse.EdgeFit.Attempt;
import org.fiducia.statistics.hesse.Hesse;
import org.fiducia.statistics.hesse.Region;

/**
 * One fit: rounds of BOBYQA, each from the best point so far, in units in which the likelihood rises by about ½ along every
 * axis, until a round gains nothing.
 */
final class QuadraticModelSearch {
    /** Of the exact Hessian at the end: 1e-3 σ. */
    private static final double TOLERANCE = 5e-7;

    /** A round that gains less is the last. */
    private static final double GAIN = 1e-8;

    private static final int ROUNDS = 60;
    private static final double LAST_RADIUS = 1e-4;

    /** In place of limits where there are none, in units of the uncertainty. */
    private static final double FAR = 1e7;

    /** In place of an infinite value. */
    private static final double HIGH = 1e9;

    private final Likelihood likelihood;
    private final Progress progress;
    private final Region region;
    private final int[] free;
    private double[] best;
    private double bestNll;
    private final double zero;
    private int calls;

    /** Where the likelihood was infinite last; null for nowhere. */
    private @Nullable double[] beyond;

    QuadraticModelSearch(Likelihood likelihood, double[] start, Progress progress) {
        this.likelihood = likelihood;
        this.progress = progress;
        region = new Region(likelihood.model().parameters(), start);
        free = IntStream.range(0, region.size()).filter(region::free).toArray();
        best = region.start();
        zero = likelihood.value(best);
        bestNll = zero;
        calls = 1;
    }

    Attempt run(boolean covariance) {
        return new Attempt(minimise(covariance), beyond);
    }

    private FitResult minimise(boolean covariance) {
        FitResult refusal = region.refusal(likelihood, zero);
        if (refusal != null) {
            beyond = best;
            return refusal;
        }
        double radius = 1;
        for (int round = 0; round < ROUNDS && free.length > 0; round++) {
            double before = bestNll;
            search(radius);
            String runaway = region.runaway(best);
            if (runaway != null) {
                return region.failed(Status.UNBOUNDED, runaway, best, bestNll, Double.NaN, calls);
            }
            double gain = before - bestNll;
            if (gain < GAIN && radius < 0.02) {
                break;
            }
            radius = gain < 0.1 ? Math.max(0.01, 0.1 * radius) : 1;
        }
        return verdict(covariance);
    }

    private FitResult verdict(boolean covariance) {
        var hesse = new Hesse(likelihood, region, best);
        calls += 2;
        if (!hesse.positive()) {
            FitResult failure = hesse.result(calls);
            boolean stopped = beyond != null && EdgeFit.isEdge(likelihood, beyond);
            return covariance || stopped ? failure : converged(Double.NaN);
        }
        double edm = hesse.edm();
        if (edm > TOLERANCE) {
            return region.failed(
                    Status.ITERATION_LIMIT,
                    "the search without derivatives stopped " + edm
                            + " in NLL above the minimum (EDM); go on from there with a fitter that uses derivatives",
                    best,
                    bestNll,
                    edm,
                    calls);
        }
        return covariance ? hesse.result(calls) : converged(edm);
    }

    private FitResult converged(double edm) {
        return new FitResult(Status.CONVERGED, "", best, bestNll, edm, calls, null, Double.NaN, region.reached(best));
    }

    /** One round; keeps the best point that it met. */
    private void search(double radius) {
        double[] unit = units();
        double[] from = best.clone();
        int m = Math.max(2, free.length); // the algorithm wants two, so one more is added to a single one
        double[] lower = new double[m];
        double[] upper = new double[m];
        Arrays.fill(lower, -FAR);
        Arrays.fill(upper, FAR);
        for (int a = 0; a < free.length; a++) {
            int i = free[a];
            lower[a] = Math.max(-FAR, (region.lower(i) - from[i]) / unit[a]);
            upper[a] = Math.min(FAR, (region.upper(i) - from[i]) / unit[a]);
        }
        double[] at = new double[region.size()];
        MultivariateFunction function = u -> {
            progress.checkCancelled();
            System.arraycopy(from, 0, at, 0, at.length);
            for (int a = 0; a < free.length; a++) {
                at[free[a]] = region.clip(free[a], from[free[a]] + u[a] * unit[a]);
            }
            calls++;
            double value = likelihood.value(at);
            if (!Double.isFinite(value)) {
                beyond = at.clone();
            }
            if (value < bestNll) {
                bestNll = value;
                best = at.clone();
            }
            double extra = free.length < m ? 0.5 * u[1] * u[1] : 0;
            return Double.isFinite(value) ? Math.min(HIGH, value - zero + extra) : HIGH;
        };
        try {
            new BOBYQAOptimizer(points(m), radius, LAST_RADIUS)
                    .optimize(
                            new MaxEval(500 + 100 * m * Math.max(10, m)),
                            GoalType.MINIMIZE,
                            new ObjectiveFunction(function),
                            new SimpleBounds(lower, upper),
                            new InitialGuess(new double[m]));
        } catch (MathIllegalStateException e) {
            // Too many values, or a step that rounding spoils: the next round begins at the best point met.
            calls += 0;
        }
    }

    private static int points(int m) {
        return m <= 12 ? (m + 1) * (m + 2) / 2 : 2 * m + 1;
    }

    /** For each free parameter how far it takes the likelihood to rise by ½, by second differences of values. */
    private double[] units() {
        double[] unit = new double[free.length];
        double[] moved = best.clone();
        double here = bestNll;
        for (int a = 0; a < free.length; a++) {
            int i = free[a];
            double h = 0.02 * region.step(i);
            double middle = region.clip(i, Math.max(region.lower(i) + h, Math.min(region.upper(i) - h, best[i])));
            double[] values = new double[3];
            for (int k = 0; k < 3; k++) {
                moved[i] = region.clip(i, middle + (k - 1) * h);
                values[k] = k == 1 && middle == best[i] ? here : likelihood.value(moved);
                calls++;
            }
            moved[i] = best[i];
            double curvature = (values[0] - 2 * values[1] + values[2]) / (h * h);
            double uncertainty =
                    curvature > 0 && Double.isFinite(curvature) ? 1 / Math.sqrt(curvature) : region.step(i);
            unit[a] = Math.min(Math.min(uncertainty, 100 * region.step(i)), (region.upper(i) - region.lower(i)) / 4);
        }
        return unit;
    }
}
