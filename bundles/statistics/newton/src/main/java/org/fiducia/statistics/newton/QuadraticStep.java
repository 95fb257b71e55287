package org.fiducia.statistics.newton;

import java.util.Arrays;
import org.fiducia.statistics.hesse.Region;

/**
 * Minimum of the quadratic model g·p + ½ pᵀ(B + λD)p within the limits of the parameters, D the diagonal of B. While no
 * limit interferes and λ is 0, B is corrected by what the steps since it was computed have taught.
 */
final class QuadraticStep {
    private static final int ROUNDS = 200;
    private static final double NEGLIGIBLE_GAIN = 1e-14;

    private final Region region;
    private final boolean[] moving;
    private final boolean[] factored;
    private final double[] right;
    private final double[] step;
    private final double[] change;
    private final Cholesky cholesky;
    private final Secants secants;
    private double[][] matrix = {};
    private boolean valid;
    private double predicted;

    QuadraticStep(Region region) {
        this.region = region;
        int n = region.size();
        moving = new boolean[n];
        factored = new boolean[n];
        right = new double[n];
        step = new double[n];
        change = new double[n];
        cholesky = new Cholesky(n);
        secants = new Secants(n);
    }

    /** The step found. */
    double[] step() {
        return step;
    }

    /** Decrease of the likelihood that the model predicts for the step: with λ = 0 its estimated distance to minimum. */
    double predicted() {
        return predicted;
    }

    /** Takes a new matrix B. */
    void use(double[][] newMatrix) {
        matrix = newMatrix;
        valid = false;
        secants.clear();
    }

    /** Learns from a step that was taken. */
    void learn(double[] from, double[] to, double[] gradientFrom, double[] gradientTo) {
        secants.add(from, to, gradientFrom, gradientTo);
    }

    /**
     * Finds the step.
     *
     * @return whether the damped matrix is positive definite
     */
    boolean solve(double[] at, double[] gradient, double damping) {
        for (int i = 0; i < step.length; i++) {
            moving[i] = region.mayMove(i, at, gradient);
            step[i] = 0;
        }
        if (damping == 0 && valid && Arrays.equals(moving, factored) && solveCorrected(at, gradient)) {
            return true;
        }
        secants.clear();
        return solveWithin(at, gradient, damping);
    }

    /** With the matrix as factored before and the corrections; false when a limit is in the way. */
    private boolean solveCorrected(double[] at, double[] gradient) {
        for (int i = 0; i < step.length; i++) {
            right[i] = moving[i] ? -gradient[i] : 0;
        }
        secants.before(right);
        cholesky.solve(right, step);
        secants.after(step);
        predicted = 0;
        for (int i = 0; i < step.length; i++) {
            if (moving[i] && !region.inside(i, at[i] + step[i])) {
                Arrays.fill(step, 0);
                return false;
            }
            predicted -= 0.5 * step[i] * gradient[i];
        }
        return true;
    }

    /**
     * Active-set method for the quadratic model in a box: from p = 0, goes to the minimum over the parameters that move,
     * stops at the first limit in the way and holds that parameter there; at a minimum, lets go the held parameter that
     * wants back inside most. The model falls in every round.
     */
    private boolean solveWithin(double[] at, double[] gradient, double damping) {
        int n = step.length;
        System.arraycopy(moving, 0, factored, 0, n);
        valid = damping == 0;
        for (int round = 0; round < ROUNDS; round++) {
            if (!cholesky.factor(matrix, moving, region.steps(), damping)) {
                valid = false;
                return false;
            }
            slopes(gradient, damping);
            Arrays.fill(change, 0);
            cholesky.solve(right, change);
            int blocking = -1;
            double fraction = 1;
            for (int i = 0; i < n; i++) {
                double room = region.room(i, at[i] + step[i], change[i]);
                if (moving[i] && Math.abs(change[i]) * fraction > room) {
                    fraction = room / Math.abs(change[i]);
                    blocking = i;
                }
            }
            for (int i = 0; i < n; i++) {
                step[i] += fraction * change[i];
            }
            if (blocking >= 0) {
                valid = false;
                moving[blocking] = false;
                step[blocking] = region.clip(blocking, at[blocking] + step[blocking] + change[blocking]) - at[blocking];
            } else if (valid || !release(at, gradient, damping)) {
                break;
            }
        }
        slopes(gradient, 0);
        predicted = 0;
        for (int i = 0; i < n; i++) {
            predicted -= 0.5 * step[i] * (gradient[i] - right[i]);
        }
        return true;
    }

    /** right = −(g + (B + λD)p). */
    private void slopes(double[] gradient, double damping) {
        for (int i = 0; i < step.length; i++) {
            double sum = gradient[i];
            for (int j = 0; j < step.length; j++) {
                sum += matrix[i][j] * step[j];
            }
            right[i] = -sum - damping * Math.max(0, matrix[i][i]) * step[i];
        }
    }

    /** Lets one held parameter go; false when all are content where they are. */
    private boolean release(double[] at, double[] gradient, double damping) {
        slopes(gradient, damping);
        int most = -1;
        double gain = 0;
        for (int i = 0; i < step.length; i++) {
            double would = right[i] * right[i] / Math.max(matrix[i][i], Double.MIN_NORMAL);
            if (!moving[i] && region.free(i) && region.room(i, at[i] + step[i], right[i]) > 0 && would > gain) {
                gain = would;
                most = i;
            }
        }
        if (most < 0 || gain < NEGLIGIBLE_GAIN) {
            return false;
        }
        moving[most] = true;
        return true;
    }
}
