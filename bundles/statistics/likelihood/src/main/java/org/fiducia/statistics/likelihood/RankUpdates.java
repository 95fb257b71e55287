package org.fiducia.statistics.likelihood;

import java.util.Arrays;

/**
 * Sums of outer products Σ_r w_r g_r g_rᵀ, a block of rows at a time: the matrix is then passed through once per block
 * instead of once per row, and columns that no row of a block touches are left out.
 */
final class RankUpdates {
    private static final int BLOCK = 64;

    /** Rows that are taken together in the innermost loop. */
    private static final int TOGETHER = 8;

    private final int n;
    private final double[][] rows = new double[BLOCK][];
    private final double[] weights = new double[BLOCK];
    private int size;
    private int[] columns = {};
    private double[][] packed = new double[BLOCK][0];
    private double[] sum = {};

    /** @param n length of rows */
    RankUpdates(int n) {
        this.n = n;
    }

    /**
     * The next row, 0 everywhere, to be filled before the next call.
     *
     * @param weight of its outer product, of either sign
     * @param half half of the symmetric matrix [n·n]: the sum of it and its transpose is what is meant
     */
    double[] next(double weight, double[] half) {
        if (size == BLOCK) {
            flush(half);
        }
        if (rows[size] == null) {
            rows[size] = new double[n];
        } else {
            Arrays.fill(rows[size], 0);
        }
        weights[size] = weight;
        return rows[size++];
    }

    /** Forgets what was not added yet. */
    void clear() {
        size = 0;
    }

    /** Adds what was not added yet. */
    void flush(double[] half) {
        if (size == 0) {
            return;
        }
        int m = pack();
        int padded = (size + TOGETHER - 1) / TOGETHER * TOGETHER;
        for (int r = size; r < padded; r++) {
            Arrays.fill(packed[r], 0, m, 0);
            weights[r] = 0;
        }
        for (int i = 0; i < m; i++) {
            Arrays.fill(sum, i, m, 0);
            for (int r = 0; r < padded; r += TOGETHER) {
                addRows(r, i, m);
            }
            int row = columns[i] * n;
            half[row + columns[i]] += 0.5 * sum[i];
            for (int j = i + 1; j < m; j++) {
                half[row + columns[j]] += sum[j];
            }
        }
        size = 0;
    }

    private void addRows(int r, int i, int m) {
        double[] g0 = packed[r];
        double[] g1 = packed[r + 1];
        double[] g2 = packed[r + 2];
        double[] g3 = packed[r + 3];
        double[] g4 = packed[r + 4];
        double[] g5 = packed[r + 5];
        double[] g6 = packed[r + 6];
        double[] g7 = packed[r + 7];
        double a0 = weights[r] * g0[i];
        double a1 = weights[r + 1] * g1[i];
        double a2 = weights[r + 2] * g2[i];
        double a3 = weights[r + 3] * g3[i];
        double a4 = weights[r + 4] * g4[i];
        double a5 = weights[r + 5] * g5[i];
        double a6 = weights[r + 6] * g6[i];
        double a7 = weights[r + 7] * g7[i];
        double[] to = sum;
        for (int j = i; j < m; j++) {
            to[j] += ((a0 * g0[j] + a1 * g1[j]) + (a2 * g2[j] + a3 * g3[j]))
                    + ((a4 * g4[j] + a5 * g5[j]) + (a6 * g6[j] + a7 * g7[j]));
        }
    }

    /** Copies the columns that are touched; their number. */
    private int pack() {
        if (columns.length < n) {
            columns = new int[n];
            packed = new double[BLOCK][n];
            sum = new double[n];
        }
        int m = 0;
        for (int j = 0; j < n; j++) {
            boolean touched = false;
            for (int r = 0; r < size && !touched; r++) {
                touched = rows[r][j] != 0;
            }
            if (touched) {
                columns[m++] = j;
            }
        }
        for (int r = 0; r < size; r++) {
            double[] from = rows[r];
            double[] to = packed[r];
            for (int k = 0; k < m; k++) {
                to[k] = from[columns[k]];
            }
        }
        return m;
    }
}
