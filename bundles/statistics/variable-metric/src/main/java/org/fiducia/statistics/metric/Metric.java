package org.fiducia.statistics.metric;

import java.util.Arrays;

/** Estimate V of the inverse Hessian, made better by what steps s and changes y of the gradient along them teach (BFGS). */
final class Metric {
    private final int n;
    private final double[][] v;
    private final double[] vy;

    Metric(int n) {
        this.n = n;
        v = new double[n][n];
        vy = new double[n];
    }

    /** Begins with a diagonal matrix. */
    void set(double[] diagonal) {
        for (int i = 0; i < n; i++) {
            Arrays.fill(v[i], 0);
            v[i][i] = diagonal[i];
        }
    }

    /** Begins with a matrix. */
    void set(double[][] matrix) {
        for (int i = 0; i < n; i++) {
            System.arraycopy(matrix[i], 0, v[i], 0, n);
        }
    }

    /** direction = −V g over the parameters that move, 0 for others; returns the EDM ½ gᵀVg. */
    double direction(double[] gradient, boolean[] moving, double[] direction) {
        double edm = 0;
        for (int i = 0; i < n; i++) {
            double sum = 0;
            if (moving[i]) {
                for (int j = 0; j < n; j++) {
                    sum += moving[j] ? v[i][j] * gradient[j] : 0;
                }
            }
            direction[i] = -sum;
            edm += 0.5 * sum * gradient[i];
        }
        return edm;
    }

    /**
     * Learns from a step. Where the gradient did not rise along it nothing is learnt.
     *
     * @param moving parameters that take part
     */
    void learn(double[] step, double[] change, boolean[] moving) {
        double sy = 0;
        double ss = 0;
        double yy = 0;
        for (int i = 0; i < n; i++) {
            if (moving[i]) {
                sy += step[i] * change[i];
                ss += step[i] * step[i];
                yy += change[i] * change[i];
            }
        }
        if (!(sy > 1e-12 * Math.sqrt(ss * yy))) {
            return;
        }
        double yvy = 0;
        for (int i = 0; i < n; i++) {
            double sum = 0;
            if (moving[i]) {
                for (int j = 0; j < n; j++) {
                    sum += moving[j] ? v[i][j] * change[j] : 0;
                }
            }
            vy[i] = sum;
            yvy += moving[i] ? sum * change[i] : 0;
        }
        double factor = (1 + yvy / sy) / sy;
        for (int i = 0; i < n; i++) {
            for (int j = 0; moving[i] && j < n; j++) {
                if (moving[j]) {
                    v[i][j] += factor * step[i] * step[j] - (step[i] * vy[j] + vy[i] * step[j]) / sy;
                }
            }
        }
    }
}
