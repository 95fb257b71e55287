package org.fiducia.statistics.newton;

import java.util.List;
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
 * One fit.
 *
 * <p>Each iteration solves the quadratic model of the likelihood for a step p. A step is taken when the likelihood falls
 * by a fair part of what the model says; else the damping rises. EDM is ½ gᵀB⁻¹g over the parameters that may move. The
 * matrix B starts as the expected information, which is never indefinite; it is computed anew when the EDM falls by less
 * than {@link #FAST} in a step, as the exact Hessian once the EDM is below {@link #NEAR}. The last step needs no
 * evaluation: the EDM after it follows from how it fell before, and is below {@link #TOLERANCE}.
 */
final class Minimisation {
    /** EDM: accuracy of 1e-6 σ for every parameter. */
    private static final double TOLERANCE = 4e-13;

    /** EDM below which a step is taken on trust when the EDM after it should be tolerable. */
    private static final double TRUSTED = 1e-7;

    private static final double FAST = 0.3;
    private static final double NEAR = 10;
    private static final int ITERATIONS = 300;
    private static final int ESCAPES = 3;

    /** Decrease below which the rounding of the likelihood may hide it. */
    private static final double NOISE = 1e-9;

    private static final double FAIR = 0.05;
    private static final double GOOD = 0.75;
    private static final double FIRST_DAMPING = 0.1;
    private static final double LARGEST_DAMPING = 1e12;
    private static final double NEGLIGIBLE_DAMPING = 1e-6;

    /** Steps to where the likelihood is infinite after which the minimum may lie at an edge. */
    private static final int PATIENCE = 6;

    /** Parts of a step that are tried when the whole leads to where the likelihood is infinite. */
    private static final int SHORTENINGS = 5;

    private static final double SHORTER = 0.4;

    private final Likelihood likelihood;
    private final Progress progress;
    private final boolean nearEdge;
    private final Region region;
    private final QuadraticStep quadratic;
    private final int n;
    private double[] at;
    private double[] gradient;
    private double[][] matrix;
    private boolean exact;
    private double nll;
    private double edm = Double.NaN;
    private double[] trial;
    private double[] trialGradient;
    private double trialNll;
    private int calls;

    /** Where the likelihood was infinite last; null for nowhere. */
    private @Nullable double[] beyond;

    /** How often that has been so. */
    private int walls;

    private int patience = PATIENCE;

    /** Steps taken with the present matrix. */
    private int steps;

    /** @param nearEdge whether steps are to be shortened rather than damped where the likelihood is infinite */
    Minimisation(Likelihood likelihood, double[] start, boolean nearEdge, Progress progress) {
        this.nearEdge = nearEdge;
        this.likelihood = likelihood;
        this.progress = progress;
        region = new Region(likelihood.model().parameters(), start);
        n = region.size();
        quadratic = new QuadraticStep(region);
        at = region.start();
        gradient = new double[n];
        matrix = new double[n][n];
        trial = new double[n];
        trialGradient = new double[n];
    }

    Attempt run(boolean covariance) {
        return new Attempt(minimise(covariance), beyond);
    }

    private FitResult minimise(boolean covariance) {
        nll = likelihood.information(at, gradient, matrix);
        quadratic.use(matrix);
        calls++;
        FitResult refusal = region.refusal(likelihood, nll);
        if (refusal != null) {
            beyond = at;
            return refusal;
        }
        for (int escape = 0; ; escape++) {
            FitResult failure = descend();
            if (failure != null) {
                return failure;
            }
            if (!covariance) {
                return new FitResult(Status.CONVERGED, "", at, nll, edm, calls, null, Double.NaN, region.reached(at));
            }
            double[][] hessian = likelihood.hessian(at);
            calls++;
            var curvature = new Curvature(hessian, region, at, gradient);
            if (curvature.covariance() != null) {
                return new FitResult(
                        Status.CONVERGED,
                        Hesse.remark(curvature.condition()),
                        at,
                        nll,
                        edm,
                        calls,
                        curvature.covariance(),
                        curvature.condition(),
                        region.reached(at));
            }
            var hesse = new Hesse(region, at, nll, gradient, hessian);
            if (escape == ESCAPES || !escapeFrom(hesse)) {
                return failed(Status.HESSIAN_NOT_POSITIVE, hesse.complaint());
            }
        }
    }

    private FitResult failed(Status status, String message) {
        return region.failed(status, message, at, nll, edm, calls);
    }

    /** Goes to a minimum; null when it got there. */
    private @Nullable FitResult descend() {
        double damping = 0;
        double growth = 2;
        double last = Double.POSITIVE_INFINITY;
        boolean fresh = true;
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            progress.checkCancelled();
            damping = solve(damping);
            if (damping > LARGEST_DAMPING) {
                return failed(
                        Status.ITERATION_LIMIT,
                        "no step lowers the likelihood though its gradient is not 0: it is not smooth here; start"
                                + " elsewhere or look at the shapes");
            }
            edm = quadratic.predicted();
            if (edm <= TOLERANCE) {
                if (damping < NEGLIGIBLE_DAMPING) {
                    return null;
                }
                damping = 0;
                continue;
            }
            if (!fresh && damping == 0 && edm < TRUSTED && edm * edm / last <= TOLERANCE) {
                takeLastStep(last);
                return null;
            }
            if (!fresh && !(edm < FAST * last)) {
                refresh();
                fresh = true;
                continue;
            }
            last = edm;
            double ratio = tryStep();
            if (walls >= patience && beyond != null && EdgeFit.isEdge(likelihood, beyond)) {
                return failed(Status.ITERATION_LIMIT, "the minimum lies beyond what the model can expect");
            }
            patience = walls >= patience ? 2 * walls : patience;
            if (ratio > FAIR) {
                accept();
                steps++;
                damping = ratio > GOOD ? damping < 1e-2 ? 0 : damping / 8 : damping;
                growth = 2;
                fresh = false;
                String runaway = region.runaway(at);
                if (runaway != null) {
                    return failed(Status.UNBOUNDED, runaway);
                }
            } else if (!fresh) {
                refresh();
                fresh = true;
            } else {
                damping = Math.max(FIRST_DAMPING, growth * damping);
                growth *= 2;
            }
        }
        return failed(
                Status.ITERATION_LIMIT,
                "not converged after " + ITERATIONS + " iterations (EDM " + edm
                        + "); start nearer to the minimum, or look for parameters that the data do not determine");
    }

    /** Finds the step with at least the given damping, and returns the damping it took. */
    private double solve(double atLeast) {
        double damping = atLeast;
        while (damping <= LARGEST_DAMPING && !quadratic.solve(at, gradient, damping)) {
            if (exact) {
                refresh(false);
            } else {
                damping = Math.max(1e-10, 10 * damping);
            }
        }
        return damping;
    }

    /** Takes a step after which the EDM should be as much smaller again as after the last one. */
    private void takeLastStep(double last) {
        double[] step = quadratic.step();
        for (int i = 0; i < n; i++) {
            at[i] = region.free(i) ? region.clip(i, at[i] + step[i]) : at[i];
        }
        nll -= edm;
        edm *= edm / last;
    }

    /**
     * Evaluates the likelihood after the step, or after as much of it as leads to where the likelihood is finite; how far
     * it falls, in units of what the model says.
     */
    private double tryStep() {
        double[] step = quadratic.step();
        double part = 1;
        for (int k = 0; k <= (nearEdge ? SHORTENINGS : 0); k++) {
            for (int i = 0; i < n; i++) {
                trial[i] = region.free(i) ? region.clip(i, at[i] + part * step[i]) : at[i];
            }
            calls++;
            trialNll = likelihood.gradient(trial, trialGradient);
            if (Double.isFinite(trialNll)) {
                break;
            }
            beyond = trial.clone();
            walls++;
            part *= SHORTER;
        }
        if (!Double.isFinite(trialNll)) {
            return Double.NEGATIVE_INFINITY;
        }
        double fall = -likelihood.difference(at, trial);
        double promised = part * (2 - part) * edm;
        boolean hidden = edm < NOISE && Math.abs(fall) < NOISE * Math.max(1, 1e-6 * Math.abs(nll));
        return hidden ? 1 : fall / promised;
    }

    private void accept() {
        double[] oldAt = at;
        double[] oldGradient = gradient;
        at = trial;
        gradient = trialGradient;
        trial = oldAt;
        trialGradient = oldGradient;
        nll = trialNll;
        quadratic.learn(oldAt, at, oldGradient, gradient);
    }

    /** The information again, or the exact Hessian when a step with the information did not lead far. */
    private void refresh() {
        refresh(edm < NEAR && (exact || steps < 2));
    }

    private void refresh(boolean hessian) {
        calls++;
        exact = hessian;
        steps = 0;
        if (hessian) {
            matrix = likelihood.hessian(at);
        } else {
            likelihood.information(at, gradient, matrix);
        }
        quadratic.use(matrix);
    }

    /** From a saddle point, steps along the direction in which the likelihood bends down. */
    private boolean escapeFrom(Hesse hesse) {
        double[] direction = hesse.descent();
        if (direction == null) {
            return false;
        }
        for (double sign : List.of(1.0, -1.0)) {
            double[] trial = new double[n];
            for (int i = 0; i < n; i++) {
                trial[i] = region.free(i) ? region.clip(i, at[i] + sign * direction[i]) : at[i];
            }
            calls++;
            if (likelihood.difference(at, trial) < -NOISE) {
                at = trial;
                nll = likelihood.information(at, gradient, matrix);
                quadratic.use(matrix);
                exact = false;
                return Double.isFinite(nll);
            }
        }
        return false;
    }
}
