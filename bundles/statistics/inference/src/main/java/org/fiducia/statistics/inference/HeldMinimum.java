package org.fiducia.statistics.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Parameter;
import org.fiducia.statistics.discrete.DiscreteProfiling;

/**
 * Minima of a likelihood with one or two parameters β held, near a best fit with covariance C.
 *
 * <p>With H = C⁻¹ the other parameters ω follow β by C_ωβ C_ββ⁻¹ dβ, and the inverse of their block of H is K = C_ωω −
 * C_ωβ C_ββ⁻¹ C_βω. Both together need only gradients: ω starts where it is predicted and goes on by −K g_ω, K corrected by
 * what the steps teach ({@link Secants}). Where that does not converge fast or a limit is in the way, the fitter takes
 * over. One instance serves one block of points, of one thread.
 */
final class HeldMinimum {
    /** Of the NLL that minimising further would gain, which is taken off: 5e-4 σ of any parameter. */
    private static final double EDM = 1e-7;

    private static final int DIRECT_STEPS = 25;

    /** A step must lower the EDM at least by this factor, but for a few. */
    private static final double FAST = 0.3;

    private static final int SLOW_STEPS = 5;

    /** A minimum that lies so far below the best fit is another one. */
    private static final double BETTER = 1e-4;

    private static final int HALVINGS = 4;

    private final Likelihood likelihood;
    private final Fitter fitter;
    private final FitResult best;
    private final int[] held;
    private final Progress progress;
    private final List<Parameter> parameters;
    private final boolean[] moves;

    /** Parameters that the best fit has at a limit: they stay there as long as the likelihood pushes them against it. */
    private final boolean[] pinned;

    private final int n;

    /** d ω / d β, [held][parameter]; 0 where it is not known. */
    private final double[][] follow;

    /** K; null when it is not known. */
    private final @Nullable double[][] inverse;

    private final Secants secants;
    private final double[] step;
    private final double[] right;
    private @Nullable FitResult failure;

    /**
     * A minimum.
     *
     * @param held values of the parameters that are held
     * @param parameters all of them
     * @param rise of the NLL above the best fit
     * @param gradient of the NLL; that of the parameters held is the slope of the profile
     */
    record Minimum(double[] held, double[] parameters, double rise, double[] gradient) {}

    HeldMinimum(Likelihood likelihood, Fitter fitter, FitResult best, int[] held, Progress progress) {
        this.likelihood = likelihood;
        this.fitter = fitter;
        this.best = best;
        this.held = held.clone();
        this.progress = progress;
        parameters = likelihood.model().parameters();
        n = parameters.size();
        moves = new boolean[n];
        for (int i = 0; i < n; i++) {
            moves[i] = !parameters.get(i).fixed();
        }
        pinned = new boolean[n];
        for (int i = 0; i < n; i++) {
            pinned[i] = best.atLimit().contains(parameters.get(i).name());
            moves[i] &= !pinned[i];
        }
        for (int h : held) {
            moves[h] = false;
            pinned[h] = false;
        }
        follow = new double[held.length][n];
        double[][] block = invert();
        // slopes say nothing of other functions
        inverse = DiscreteProfiling.floating(likelihood).isEmpty() ? block : null;
        secants = new Secants(n);
        step = new double[n];
        right = new double[n];
    }

    /** Fills {@link #follow} and returns K, or null when the covariance does not serve. */
    private @Nullable double[][] invert() {
        double[][] covariance = best.covariance();
        if (covariance == null) {
            return null;
        }
        double[][] c = withoutPinned(covariance);
        double[][] block = inverseOfHeld(c);
        if (block == null) {
            return null;
        }
        for (int i = 0; i < n; i++) {
            for (int a = 0; moves[i] && a < held.length; a++) {
                for (int b = 0; b < held.length; b++) {
                    follow[a][i] += c[i][held[b]] * block[b][a];
                }
            }
        }
        double[][] k = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; moves[i] && j < n; j++) {
                if (moves[j]) {
                    k[i][j] = c[i][j];
                    for (int a = 0; a < held.length; a++) {
                        k[i][j] -= follow[a][i] * c[held[a]][j];
                    }
                }
            }
        }
        return k;
    }

    /** The covariance for given values of the parameters at a limit. */
    private double[][] withoutPinned(double[][] covariance) {
        double[][] c = new double[n][];
        for (int i = 0; i < n; i++) {
            c[i] = covariance[i].clone();
        }
        for (int p = 0; p < n; p++) {
            double variance = c[p][p];
            if (pinned[p] && variance > 0) {
                double[] row = c[p].clone();
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        c[i][j] -= row[i] * row[j] / variance;
                    }
                }
            }
        }
        return c;
    }

    private @Nullable double[][] inverseOfHeld(double[][] c) {
        double a = c[held[0]][held[0]];
        if (!(a > 0)) {
            return null;
        }
        if (held.length == 1) {
            return new double[][] {{1 / a}};
        }
        double b = c[held[0]][held[1]];
        double d = c[held[1]][held[1]];
        double determinant = a * d - b * b;
        return determinant > 1e-12 * a * d
                ? new double[][] {{d / determinant, -b / determinant}, {-b / determinant, a / determinant}}
                : null;
    }

    /** The best fit itself. */
    Minimum best() {
        double[] values =
                Arrays.stream(held).mapToDouble(h -> best.parameters()[h]).toArray();
        return new Minimum(values, best.parameters(), 0, new double[n]);
    }

    /**
     * The minimum with the parameters held at values.
     *
     * @param near a minimum not far away
     * @throws FiduciaException when there is none, or one below the best fit
     */
    Minimum at(double[] values, Minimum near) {
        return at(values, near, predicted(values, near));
    }

    /** The same, where the other parameters are known better than by following. */
    Minimum at(double[] values, Minimum near, double[] start) {
        Minimum found = find(values, near, start, HALVINGS);
        if (found != null) {
            return found;
        }
        FitResult last = Objects.requireNonNull(failure, "without a minimum a fit has failed");
        if (impossible(last)) {
            throw new FiduciaException(
                    Kind.FIT,
                    "no minimum with " + names(values) + ": less than nothing would be expected in "
                            + String.join(", ", last.edges()),
                    "that is beyond the edge of positive expectation; look nearer to the best fit");
        }
        throw new FiduciaException(Kind.FIT, "no minimum with " + names(values) + ": " + last.status(), last.message());
    }

    /**
     * The minimum with the parameters held at values; null when there is none.
     *
     * @throws FiduciaException when it lies below the best fit
     */
    @Nullable Minimum orNull(double[] values, Minimum near) {
        return find(values, near, predicted(values, near), 0);
    }

    private @Nullable Minimum find(double[] values, Minimum near, double[] start, int halvings) {
        progress.checkCancelled();
        Minimum found = inverse == null ? null : direct(inverse, values, start);
        if (found != null && found.rise() >= -BETTER) {
            return found;
        }
        List<Parameter> changed = new ArrayList<>(parameters);
        for (int a = 0; a < held.length; a++) {
            changed.set(held[a], parameters.get(held[a]).fixedAt(values[a]));
        }
        Likelihood with = likelihood.with(likelihood.model().withParameters(changed));
        for (double[] from : List.of(
                start, near.parameters(), best.parameters(), likelihood.model().initial())) {
            FitResult fit = fitter.fit(with, within(from, values), false, progress);
            if (fit.converged()) {
                double[] gradient = new double[n];
                likelihood.gradient(fit.parameters(), gradient);
                return checked(new Minimum(
                        values.clone(),
                        fit.parameters(),
                        likelihood.difference(best.parameters(), fit.parameters()),
                        gradient));
            }
            failure = fit;
            if (impossible(fit)) {
                return null;
            }
        }
        if (halvings > 0) {
            double[] middle = new double[held.length];
            for (int a = 0; a < held.length; a++) {
                middle[a] = 0.5 * (values[a] + near.held()[a]);
            }
            Minimum between = find(middle, near, predicted(middle, near), halvings - 1);
            return between == null ? null : find(values, between, predicted(values, between), 0);
        }
        return null;
    }

    /** Whether a fit failed because less than nothing is expected whatever the other parameters are. */
    private static boolean impossible(FitResult fit) {
        return !fit.edges().isEmpty() && !Double.isFinite(fit.nll());
    }

    private Minimum checked(Minimum found) {
        if (found.rise() < -BETTER) {
            throw new FiduciaException(
                    Kind.FIT,
                    "with " + names(found.held()) + " the NLL is " + -found.rise()
                            + " below that of the best fit, which was not the global minimum",
                    "start the fit from there");
        }
        return found;
    }

    private String names(double[] values) {
        var text = new StringBuilder();
        for (int a = 0; a < held.length; a++) {
            text.append(a == 0 ? "" : " and ")
                    .append(parameters.get(held[a]).name())
                    .append(" held at ")
                    .append(values[a]);
        }
        return text.toString();
    }

    /** Where the other parameters are expected. */
    double[] predicted(double[] values, Minimum near) {
        double[] at = near.parameters().clone();
        for (int a = 0; a < held.length; a++) {
            double distance = values[a] - near.held()[a];
            for (int i = 0; i < n; i++) {
                at[i] += follow[a][i] * distance;
            }
        }
        return within(at, values);
    }

    private double[] within(double[] from, double[] values) {
        double[] at = from.clone();
        for (int i = 0; i < n; i++) {
            if (moves[i] || pinned[i]) {
                Parameter p = parameters.get(i);
                at[i] = Math.max(p.lower(), Math.min(p.upper(), at[i]));
            }
        }
        for (int a = 0; a < held.length; a++) {
            at[held[a]] = values[a];
        }
        return at;
    }

    /** With gradients only; null when it does not converge fast within the limits. */
    private @Nullable Minimum direct(double[][] k, double[] values, double[] start) {
        double[] at = within(start, values);
        double[] gradient = new double[n];
        double[] before = new double[n];
        double last = Double.POSITIVE_INFINITY;
        int slow = 0;
        for (int iteration = 0; iteration < DIRECT_STEPS; iteration++) {
            double nll = likelihood.gradient(at, gradient);
            if (!Double.isFinite(nll)) {
                return null;
            }
            if (iteration > 0) {
                secants.add(moves, step, before, gradient);
            }
            double edm = solve(k, gradient);
            if (edm < EDM && edm >= 0) {
                return stay(at, gradient) ? new Minimum(values.clone(), at, nll - best.nll() - edm, gradient) : null;
            }
            if (!(edm < FAST * last) && ++slow > SLOW_STEPS || !(edm > 0)) {
                return null;
            }
            last = edm;
            for (int i = 0; i < n; i++) {
                at[i] += step[i];
                Parameter p = parameters.get(i);
                if (moves[i] && !(at[i] >= p.lower() && at[i] <= p.upper())) {
                    return null;
                }
            }
            double[] swap = before;
            before = gradient;
            gradient = swap;
        }
        return null;
    }

    /** Whether the parameters at a limit want to stay there. */
    private boolean stay(double[] at, double[] gradient) {
        for (int i = 0; i < n; i++) {
            if (pinned[i] && (at[i] <= parameters.get(i).lower() ? gradient[i] < 0 : gradient[i] > 0)) {
                return false;
            }
        }
        return true;
    }

    /** The next step; returns the EDM. */
    private double solve(double[][] k, double[] gradient) {
        for (int i = 0; i < n; i++) {
            right[i] = moves[i] ? -gradient[i] : 0;
        }
        secants.before(right);
        for (int i = 0; i < n; i++) {
            double sum = 0;
            if (moves[i]) {
                double[] row = k[i];
                for (int j = 0; j < n; j++) {
                    sum += row[j] * right[j];
                }
            }
            step[i] = sum;
        }
        secants.after(step);
        double edm = 0;
        for (int i = 0; i < n; i++) {
            edm -= 0.5 * step[i] * (moves[i] ? gradient[i] : 0);
        }
        return edm;
    }
}
