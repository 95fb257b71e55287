package org.fiducia.statistics.newton;

/**
 * Cholesky factor Uᵀ U of a symmetric matrix restricted to some of its rows and scaled to unit diagonal, with a constant
 * added to that diagonal. Reusable: no allocation after construction. Inner loops add multiples of rows to a row, which
 * compilers turn into vector instructions, as they may not do with sums of products.
 */
final class Cholesky {
    /** Smallest pivot of a matrix of unit diagonal that still counts as positive. */
    private static final double SMALLEST_PIVOT = 1e-13;

    /** U, from the diagonal on; in the place of the diagonal its inverse, since it is only ever divided by. */
    private final double[][] factor;

    private final double[] scale;
    private final double[] work;
    private final int[] rows;
    private int size;

    Cholesky(int n) {
        factor = new double[n][n];
        scale = new double[n];
        work = new double[n];
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
            for (int j = i; j < size; j++) {
                row[j] = source[rows[j]] * scale[i] * scale[j];
            }
            row[i] += damping;
        }
        return decompose();
    }

    private boolean decompose() {
        for (int i = 0; i < size; i++) {
            double[] row = factor[i];
            int k = 0;
            for (; k + 4 <= i; k += 4) {
                subtract(row, i, size, factor[k], factor[k + 1], factor[k + 2], factor[k + 3]);
            }
            for (; k < i; k++) {
                subtract(row, i, size, factor[k][i], factor[k]);
            }
            if (!(row[i] > SMALLEST_PIVOT)) {
                return false;
            }
            double inverse = 1 / Math.sqrt(row[i]);
            for (int j = i + 1; j < size; j++) {
                row[j] *= inverse;
            }
            row[i] = inverse;
        }
        return true;
    }

    /** From a row, from column i on, multiples of four others that are finished. */
    private static void subtract(double[] row, int i, int end, double[] a, double[] b, double[] c, double[] d) {
        double byA = a[i];
        double byB = b[i];
        double byC = c[i];
        double byD = d[i];
        for (int j = i; j < end; j++) {
            row[j] -= (byA * a[j] + byB * b[j]) + (byC * c[j] + byD * d[j]);
        }
    }

    private static void subtract(double[] row, int from, int end, double factor, double[] other) {
        for (int j = from; j < end; j++) {
            row[j] -= factor * other[j];
        }
    }

    private static double dot(double[] a, double[] b, int from, int end) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int k = from;
        for (; k + 4 <= end; k += 4) {
            s0 += a[k] * b[k];
            s1 += a[k + 1] * b[k + 1];
            s2 += a[k + 2] * b[k + 2];
            s3 += a[k + 3] * b[k + 3];
        }
        for (; k < end; k++) {
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
            work[i] = right[rows[i]] * scale[i];
        }
        forward(work, 0);
        for (int i = size - 1; i >= 0; i--) {
            double[] row = factor[i];
            work[i] = (work[i] - dot(row, work, i + 1, size)) * row[i];
        }
        for (int i = 0; i < size; i++) {
            solution[rows[i]] = work[i] * scale[i];
        }
    }

    /** Solves Uᵀ y = x in place, of which nothing but 0 comes before {@code from}. */
    private void forward(double[] x, int from) {
        for (int i = from; i < size; i++) {
            double[] row = factor[i];
            x[i] *= row[i];
            subtract(x, i + 1, size, x[i], row);
        }
    }

    /** Inverse of the wanted rows and columns, 0 elsewhere. */
    double[][] inverse(int n) {
        // Columns of the inverse of Uᵀ, then the product of its transpose with it.
        double[][] inverseFactor = new double[size][size];
        for (int j = 0; j < size; j++) {
            inverseFactor[j][j] = 1;
            forward(inverseFactor[j], j);
        }
        double[][] inverse = new double[n][n];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = dot(inverseFactor[i], inverseFactor[j], i, size);
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
