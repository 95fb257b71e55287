package org.fiducia.statistics.newton;

/**
 * Minimum of the quadratic model g·p + ½ pᵀ(B + λD)p within the limits of the parameters, D the diagonal of B. A parameter
 * that would pass its limit is put on it, and the rest is solved again.
 */
final class QuadraticStep {
    private final Limits limits;
    private final boolean[] moving;
    private final double[] right;
    private final double[] step;
    private final Cholesky cholesky;
    private boolean clipped;

    QuadraticStep(Limits limits) {
        this.limits = limits;
        int n = limits.size();
        moving = new boolean[n];
        right = new double[n];
        step = new double[n];
        cholesky = new Cholesky(n);
    }

    /** The step found. */
    double[] step() {
        return step;
    }

    /** Whether a parameter was put on its limit by the last step. */
    boolean clipped() {
        return clipped;
    }

    /**
     * Finds the step.
     *
     * @return whether the damped matrix is positive definite
     */
    boolean solve(double[] at, double[] gradient, double[][] matrix, double damping) {
        int n = step.length;
        clipped = false;
        for (int i = 0; i < n; i++) {
            moving[i] = limits.mayMove(i, at, gradient);
            step[i] = 0;
        }
        while (true) {
            if (!cholesky.factor(matrix, moving, limits.scale(), damping)) {
                return false;
            }
            for (int i = 0; i < n; i++) {
                right[i] = -gradient[i];
                for (int j = 0; clipped && j < n; j++) {
                    if (!moving[j] && step[j] != 0) {
                        right[i] -= matrix[i][j] * step[j];
                    }
                }
            }
            cholesky.solve(right, step);
            boolean again = false;
            for (int i = 0; i < n; i++) {
                if (moving[i] && !limits.inside(i, at[i] + step[i])) {
                    step[i] = limits.clip(i, at[i] + step[i]) - at[i];
                    moving[i] = false;
                    again = true;
                }
            }
            if (!again) {
                return true;
            }
            clipped = true;
        }
    }

    /** Decrease that the undamped model predicts for the step. */
    double predicted(double[] gradient, double[][] matrix) {
        double sum = 0;
        for (int i = 0; i < step.length; i++) {
            if (step[i] != 0) {
                double product = 0;
                double[] row = matrix[i];
                for (int j = 0; j < step.length; j++) {
                    product += row[j] * step[j];
                }
                sum -= step[i] * (gradient[i] + 0.5 * product);
            }
        }
        return sum;
    }
}
