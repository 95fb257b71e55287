package org.fiducia.statistics.newton;

/**
 * Cholesky factor L Lᵀ of a symmetric matrix restricted to some of its rows and scaled to unit diagonal, with a constant
 * added to that diagonal. Reusable: no allocation after construction.
 */
final class Cholesky {
    /** Smallest pivot of a matrix of unit diagonal that still counts as positive. */
    private static final double SMALLEST_PIVOT = 1e-13;

    private final double[][] factor;
    private final double[] scale;
    private final int[] rows;
    private int size;

    Cholesky(int n) {
        factor = new double[n][n];
        scale = new double[n];
        rows = new int[n];
    }

    /**
     * Factors.
     *
     * @param matrix symmetric
     * @param wanted rows to take
     * @param unit scale of a row of which the diagonal entry is not positive
     * @param damping added to the diagonal after scaling, ≥ 0
     * @return whether the matrix is positive definite
     */
    boolean factor(double[][] matrix, boolean[] wanted, double[] unit, double damping) {
        size = 0;
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i]) {
                double diagonal = matrix[i][i];
                scale[size] = diagonal > 0 ? 1 / Math.sqrt(diagonal) : unit[i];
                rows[size++] = i;
            }
        }
        for (int i = 0; i < size; i++) {
            double[] row = factor[i];
            double[] source = matrix[rows[i]];
            for (int j = 0; j <= i; j++) {
                row[j] = source[rows[j]] * scale[i] * scale[j];
            }
            row[i] += damping;
        }
        return decompose();
    }

    private boolean decompose() {
        for (int i = 0; i < size; i++) {
            double[] row = factor[i];
            for (int j = 0; j < i; j++) {
                double[] other = factor[j];
                row[j] = (row[j] - dot(row, other, j)) * other[j];
            }
            double pivot = row[i] - dot(row, row, i);
            if (!(pivot > SMALLEST_PIVOT)) {
                return false;
            }
            // The inverse is kept: it is only ever divided by.
            row[i] = 1 / Math.sqrt(pivot);
        }
        return true;
    }

    private static double dot(double[] a, double[] b, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int k = 0;
        for (; k + 4 <= n; k += 4) {
            s0 += a[k] * b[k];
            s1 += a[k + 1] * b[k + 1];
            s2 += a[k + 2] * b[k + 2];
            s3 += a[k + 3] * b[k + 3];
        }
        for (; k < n; k++) {
            s0 += a[k] * b[k];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /**
     * Solves for the wanted rows.
     *
     * @param right right-hand side, full length
     * @param solution out, full length; rows that were not wanted are not touched
     */
    void solve(double[] right, double[] solution) {
        for (int i = 0; i < size; i++) {
            solution[rows[i]] = right[rows[i]] * scale[i];
        }
        for (int i = 0; i < size; i++) {
            double[] row = factor[i];
            double sum = solution[rows[i]];
            for (int j = 0; j < i; j++) {
                sum -= row[j] * solution[rows[j]];
            }
            solution[rows[i]] = sum * row[i];
        }
        for (int i = size - 1; i >= 0; i--) {
            double[] row = factor[i];
            double x = solution[rows[i]] * row[i];
            solution[rows[i]] = x;
            for (int j = 0; j < i; j++) {
                solution[rows[j]] -= row[j] * x;
            }
        }
        for (int i = 0; i < size; i++) {
            solution[rows[i]] *= scale[i];
        }
    }

    /** Inverse of the wanted rows and columns, 0 elsewhere. */
    double[][] inverse(int n) {
        // Columns of the inverse factor, then (L⁻¹)ᵀ L⁻¹.
        double[][] inverseFactor = new double[size][];
        for (int j = 0; j < size; j++) {
            double[] column = new double[size];
            column[j] = factor[j][j];
            for (int i = j + 1; i < size; i++) {
                double sum = 0;
                double[] row = factor[i];
                for (int k = j; k < i; k++) {
                    sum += row[k] * column[k];
                }
                column[i] = -sum * row[i];
            }
            inverseFactor[j] = column;
        }
        double[][] inverse = new double[n][n];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = i; k < size; k++) {
                    sum += inverseFactor[i][k] * inverseFactor[j][k];
                }
                double value = sum * scale[i] * scale[j];
                inverse[rows[i]][rows[j]] = value;
                inverse[rows[j]][rows[i]] = value;
            }
        }
        return inverse;
    }

    /** Condition number, in the 1-norm, of the scaled matrix, given its inverse without scale. */
    double condition(double[][] matrix, double[][] inverse) {
        double largest = 0;
        double largestInverse = 0;
        for (int i = 0; i < size; i++) {
            double sum = 0;
            double sumInverse = 0;
            for (int j = 0; j < size; j++) {
                double product = scale[i] * scale[j];
                sum += Math.abs(matrix[rows[i]][rows[j]]) * product;
                sumInverse += Math.abs(inverse[rows[i]][rows[j]]) / product;
            }
            largest = Math.max(largest, sum);
            largestInverse = Math.max(largestInverse, sumInverse);
        }
        return largest * largestInverse;
    }
}
