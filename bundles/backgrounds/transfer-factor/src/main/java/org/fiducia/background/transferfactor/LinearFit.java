package org.fiducia.background.transferfactor;

import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/** Minimises Σ w_k (y_k − Σ_j a_kj c_j)². */
final class LinearFit {
    private LinearFit() {}

    /**
     * The coefficients.
     *
     * @param a [point][coefficient]
     * @param y [point]
     * @param w [point], ≥ 0
     */
    static double[] solve(double[][] a, double[] y, double[] w) {
        int n = a[0].length;
        double[][] matrix = new double[n][n + 1];
        for (int k = 0; k < y.length; k++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    matrix[i][j] += w[k] * a[k][i] * a[k][j];
                }
                matrix[i][n] += w[k] * a[k][i] * y[k];
            }
        }
        for (int i = 0; i < n; i++) {
            int pivot = i;
            for (int r = i + 1; r < n; r++) {
                pivot = Math.abs(matrix[r][i]) > Math.abs(matrix[pivot][i]) ? r : pivot;
            }
            double[] row = matrix[pivot];
            matrix[pivot] = matrix[i];
            matrix[i] = row;
            if (row[i] == 0) {
                throw new FiduciaException(
                        Kind.FIT,
                        "a transfer factor of " + n + " coefficients does not follow from " + y.length + " bins",
                        "lower its order, or widen the bounds of rho");
            }
            for (int r = 0; r < n; r++) {
                double factor = r == i ? 0 : matrix[r][i] / row[i];
                for (int j = i; factor != 0 && j <= n; j++) {
                    matrix[r][j] -= factor * row[j];
                }
            }
        }
        double[] solution = new double[n];
        for (int i = 0; i < n; i++) {
            solution[i] = matrix[i][n] / matrix[i][i];
        }
        return solution;
    }
}
