package org.fiducia.calibrations.photonenergy;

import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/** What is done with small matrices, [row][column]. */
final class Matrix {
    private Matrix() {}

    /**
     * Inverse of a matrix, by elimination with pivots.
     *
     * @param what it is of, for the message when it has none
     */
    static double[][] inverse(double[][] matrix, String what) {
        int n = matrix.length;
        var a = new double[n][2 * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(matrix[i], 0, a[i], 0, n);
            a[i][n + i] = 1;
        }
        for (int c = 0; c < n; c++) {
            int pivot = c;
            for (int r = c + 1; r < n; r++) {
                pivot = Math.abs(a[r][c]) > Math.abs(a[pivot][c]) ? r : pivot;
            }
            double[] row = a[pivot];
            a[pivot] = a[c];
            a[c] = row;
            if (!(Math.abs(row[c]) > 0) || !Double.isFinite(row[c])) {
                throw new FiduciaException(
                        Kind.FIT, what + " are not determined by the events", "give more events, or fewer eras");
            }
            double scale = 1 / row[c];
            for (int k = 0; k < 2 * n; k++) {
                row[k] *= scale;
            }
            for (int r = 0; r < n; r++) {
                double factor = a[r][c];
                if (r != c && factor != 0) {
                    for (int k = c; k < 2 * n; k++) {
                        a[r][k] -= factor * row[k];
                    }
                }
            }
        }
        var inverse = new double[n][n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(a[i], n, inverse[i], 0, n);
        }
        return inverse;
    }

    /** A B. */
    static double[][] product(double[][] a, double[][] b) {
        var c = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < b.length; k++) {
                for (int j = 0; j < c[i].length; j++) {
                    c[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return c;
    }

    /** A B Aᵀ. */
    static double[][] sandwich(double[][] a, double[][] b) {
        double[][] ab = product(a, b);
        var c = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                for (int k = 0; k < b.length; k++) {
                    c[i][j] += ab[i][k] * a[j][k];
                }
            }
        }
        return c;
    }

    /** Aᵀ. */
    static double[][] transposed(double[][] a) {
        var t = new double[a[0].length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < t.length; j++) {
                t[j][i] = a[i][j];
            }
        }
        return t;
    }

    /** A x. */
    static double[] product(double[][] a, double[] x) {
        var y = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < x.length; k++) {
                y[i] += a[i][k] * x[k];
            }
        }
        return y;
    }

    /** Square roots of the diagonal. */
    static double[] errors(double[][] covariance) {
        var errors = new double[covariance.length];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = Math.sqrt(covariance[i][i]);
        }
        return errors;
    }

    /**
     * Lower triangular L with L Lᵀ the covariance: its columns are independent, and together vary as the covariance says.
     * Directions without variance are columns of zeros.
     */
    static double[][] root(double[][] covariance) {
        int n = covariance.length;
        var l = new double[n][n];
        for (int j = 0; j < n; j++) {
            double rest = covariance[j][j];
            for (int k = 0; k < j; k++) {
                rest -= l[j][k] * l[j][k];
            }
            if (!(rest > 1e-12 * covariance[j][j])) {
                continue;
            }
            l[j][j] = Math.sqrt(rest);
            for (int i = j + 1; i < n; i++) {
                double sum = covariance[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= l[i][k] * l[j][k];
                }
                l[i][j] = sum / l[j][j];
            }
        }
        return l;
    }
}
