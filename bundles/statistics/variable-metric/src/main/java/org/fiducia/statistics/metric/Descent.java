package org.fiducia.statistics.metric;

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
 * One fit (R. Fletcher, Comput. J. 13 (1970) 317; F. James and M. Roos, Comput. Phys. Commun. 10 (1975) 343).
 *
 * <p>V begins with the second derivatives of each parameter by itself, differences of the exact gradient. Each step goes
 * along −Vg until the likelihood has fallen by a fair part of what the slope promises and the slope itself has fallen. It
 * ends when the EDM ½ gᵀVg is below {@link #TOLERANCE}: Minuit's criterion, with a goal of 1e-4 σ. Limits cut the path: it
 * bends along them, and a parameter that a limit holds takes part again as soon as the likelihood wants it back inside.
 * When a covariance is wanted, the exact Hessian checks the end; where that says the minimum is farther off, the descent
 * goes on with it.
 */
final class Descent {
    private static final double TOLERANCE = 5e-9;

    /** Of the exact Hessian; the metric may be wrong by so much. */
    private static final double CHECKED = 1e-7;

    private static final int CHECKS = 4;
    private static final int RESETS = 8;
    private static final int LINE_STEPS = 40;
    private static final double FAIR = 1e-4;
    private static final double FLATTER = 0.9;
    private static final double DIFFERENCE = 1e-2;

    /** Steps to where the likelihood is infinite after which the minimum may lie at an edge. */
    private static final int PATIENCE = 30;

    /** Decrease below which the rounding of the likelihood may hide it. */
    private static final double NOISE = 1e-10;

    private final Likelihood likelihood;
    private final Progress progress;
    private final Region region;
    private final Metric metric;
    private final int n;
    private final boolean[] moving;
    private final boolean[] both;
    private final double[] direction;
    private final double[] step;
    private final double[] change;
    private double[] at;
    private double[] gradient;
    private double nll;
    private double[] trial;
    private double[] trialGradient;
    private double trialNll;
    private double edm = Double.NaN;
    private int calls;
    private int resets;

    /** Where the likelihood was infinite last; null for nowhere. */
    private @Nullable double[] beyond;

    /** How often that has been so. */
    private int walls;

    Descent(Likelihood likelihood, double[] start, Progress progress) {
        this.likelihood = likelihood;
        this.progress = progress;
        region = new Region(likelihood.model().parameters(), start);
        n = region.size();
        metric = new Metric(n);
        moving = new boolean[n];
        both = new boolean[n];
        direction = new double[n];
        step = new double[n];
        change = new double[n];
        at = region.start();
        gradient = new double[n];
        trial = new double[n];
        trialGradient = new double[n];
    }

    Attempt run(boolean covariance) {
        return new Attempt(minimise(covariance), beyond);
    }

    private FitResult minimise(boolean covariance) {
        nll = likelihood.gradient(at, gradient);
        calls++;
        FitResult refusal = region.refusal(likelihood, nll);
        if (refusal != null) {
            beyond = at;
            return refusal;
        }
        reset();
        for (int check = 0; ; check++) {
            FitResult failure = descend();
            if (failure != null) {
                return failure;
            }
            if (!covariance) {
                return new FitResult(Status.CONVERGED, "", at, nll, edm, calls, null, Double.NaN, region.reached(at));
            }
            var hesse = new Hesse(likelihood, region, at);
            calls += 2;
            boolean last = check == CHECKS;
            if (hesse.positive() && (hesse.edm() < CHECKED || last)) {
                return hesse.edm() < CHECKED ? hesse.result(calls) : tooFar(hesse.edm());
            }
            if (hesse.positive()) {
                metric.set(hesse.covariance());
            } else if (last || !escapeFrom(hesse)) {
                return hesse.result(calls);
            }
        }
    }

    private FitResult tooFar(double distance) {
        edm = distance;
        return failed(Status.ITERATION_LIMIT, "it still lies " + distance + " in NLL above the minimum (EDM)");
    }

    private FitResult failed(Status status, String message) {
        return region.failed(
                status,
                message + "; start nearer to the minimum, or look for parameters that the data do not determine",
                at,
                nll,
                edm,
                calls);
    }

    /** V anew, from second derivatives of each parameter by itself. */
    private void reset() {
        double[] diagonal = new double[n];
        double[] moved = at.clone();
        for (int i = 0; i < n; i++) {
            if (region.free(i)) {
                double h = DIFFERENCE * region.step(i);
                double to = at[i] + h <= region.upper(i) ? at[i] + h : at[i] - h;
                moved[i] = region.clip(i, to);
                double value = likelihood.gradient(moved, trialGradient);
                calls++;
                double curvature = (trialGradient[i] - gradient[i]) / (moved[i] - at[i]);
                diagonal[i] = Double.isFinite(value) && curvature > 0 ? 1 / curvature : region.step(i) * region.step(i);
                moved[i] = at[i];
            }
        }
        metric.set(diagonal);
    }

    /** Goes to a minimum; null when it got there. */
    private @Nullable FitResult descend() {
        int most = calls + 500 + 100 * n;
        resets = 0;
        while (calls < most) {
            progress.checkCancelled();
            for (int i = 0; i < n; i++) {
                moving[i] = region.mayMove(i, at, gradient);
            }
            edm = metric.direction(gradient, moving, direction);
            if (edm >= 0 && edm < TOLERANCE) {
                return null;
            }
            boolean found = edm > 0 && search();
            if (walls >= PATIENCE) {
                if (beyond != null && EdgeFit.isEdge(likelihood, beyond)) {
                    return failed(Status.ITERATION_LIMIT, "the minimum lies beyond what the model can expect");
                }
                walls = 0;
            }
            if (!found) {
                if (resets++ == RESETS) {
                    return failed(Status.ITERATION_LIMIT, "no step lowers the likelihood though its gradient is not 0");
                }
                reset();
                continue;
            }
            accept();
            String runaway = region.runaway(at);
            if (runaway != null) {
                return region.failed(Status.UNBOUNDED, runaway, at, nll, edm, calls);
            }
        }
        return failed(Status.ITERATION_LIMIT, "not converged after " + calls + " calls (EDM " + edm + ")");
    }

    /** Along the direction, bent at limits; leaves where it ended in the trial. */
    private boolean search() {
        double slope = slope(gradient);
        double lo = 0;
        double hi = Double.POSITIVE_INFINITY;
        double length = 1;
        for (int k = 0; k < LINE_STEPS; k++) {
            double promised = evaluate(length);
            double fall = Double.isFinite(trialNll) ? -likelihood.difference(at, trial) : Double.NEGATIVE_INFINITY;
            boolean hidden = edm < NOISE * Math.max(1, 1e-3 * Math.abs(nll)) && Math.abs(fall) < 10 * edm + NOISE;
            if (!hidden && !(fall > FAIR * promised)) {
                hi = length;
                // minimum of the parabola through value and slope here and the value there
                double parabola = 0.5 * slope * length * length / (slope * length + fall);
                length =
                        parabola > lo + 0.1 * (hi - lo) && parabola < lo + 0.9 * (hi - lo) ? parabola : 0.5 * (lo + hi);
            } else if (!hidden
                    && slope(trialGradient) < FLATTER * slope
                    && !(hi < Double.POSITIVE_INFINITY)
                    && k < 20) {
                lo = length;
                length *= 2.5;
            } else {
                return true;
            }
        }
        return false;
    }

    private double slope(double[] of) {
        double slope = 0;
        for (int i = 0; i < n; i++) {
            slope += of[i] * direction[i];
        }
        return slope;
    }

    /** Evaluates so far along the direction; how far the slope promises the likelihood to fall. */
    private double evaluate(double length) {
        double promised = 0;
        for (int i = 0; i < n; i++) {
            trial[i] = region.free(i) ? region.clip(i, at[i] + length * direction[i]) : at[i];
            promised -= gradient[i] * (trial[i] - at[i]);
        }
        calls++;
        trialNll = likelihood.gradient(trial, trialGradient);
        if (!Double.isFinite(trialNll)) {
            beyond = trial.clone();
            walls++;
        }
        return promised;
    }

    private void accept() {
        for (int i = 0; i < n; i++) {
            step[i] = trial[i] - at[i];
            change[i] = trialGradient[i] - gradient[i];
            both[i] = moving[i] && region.mayMove(i, trial, trialGradient);
        }
        metric.learn(step, change, both);
        double[] oldAt = at;
        double[] oldGradient = gradient;
        at = trial;
        gradient = trialGradient;
        trial = oldAt;
        trialGradient = oldGradient;
        nll = trialNll;
    }

    /** From a saddle point, steps along the direction in which the likelihood bends down. */
    private boolean escapeFrom(Hesse hesse) {
        double[] down = hesse.descent();
        if (down == null) {
            return false;
        }
        for (int sign = 1; sign >= -1; sign -= 2) {
            for (int i = 0; i < n; i++) {
                trial[i] = region.free(i) ? region.clip(i, at[i] + sign * down[i]) : at[i];
            }
            calls++;
            if (likelihood.difference(at, trial) < -1e-9) {
                at = trial.clone();
                nll = likelihood.gradient(at, gradient);
                calls++;
                reset();
                return Double.isFinite(nll);
            }
        }
        return false;
    }
}
