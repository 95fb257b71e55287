package org.fiducia.statistics.likelihood;

import java.util.Arrays;

/**
 * Sums over the events of one category. The density of an event is f = Σ_k yield_k p_k; a row u is ∂f/∂u for a yield
 * (p_k) or, without its factor yield_k, for a shape parameter (∂p_k/∂s). Events pass in tiles that stay in the nearest
 * cache.
 */
final class EventLoop {
    private static final int TILE = 256;

    /** Σ w log f over what was added since the last clear, unit weights. */
    final LogProduct logarithm = new LogProduct();

    /** Σ w row_u/f, one per row. */
    double[] rowSum = new double[8];

    /** Σ w row_u row_v/f², [u][v] with v ≥ u filled. */
    double[][] gram = new double[8][8];

    private final double[] f = new double[TILE];
    private final double[] weight = new double[TILE];
    private double[][] row = new double[8][TILE];
    private double[][] weighted = new double[8][];

    /** The category. */
    static final class Category {
        /** Number of events. */
        int events;
        /** Weight of each event; null for 1. */
        double[] weights;
        /** Number of components. */
        int components;
        /** Density of each component, and where in the array the events of this category begin. */
        double[][] density;

        int[] offset;
        /** Yield of each component. */
        double[] yield;
        /** Number of rows. */
        int rows;
        /** Each row, and where in the array the events of this category begin. */
        double[][] row;

        int[] rowOffset;
    }

    private void reserve(int rows) {
        if (rows > row.length) {
            row = new double[rows][TILE];
            weighted = new double[rows][];
            rowSum = new double[rows];
            gram = new double[rows][rows];
        }
    }

    /**
     * Σ w log f.
     *
     * @param sum gets −w log f of weighted events; those of unit weight go to {@link #logarithm}
     * @param information 0 nothing more, 1 also {@link #rowSum}, 2 also {@link #gram}
     * @param perEvent out, w/f of each event from {@code perEventOffset} on; null when not wanted
     * @return whether f is positive and finite at every event
     */
    boolean run(Category category, CompensatedSum sum, int information, double[] perEvent, int perEventOffset) {
        int rows = information > 0 ? category.rows : 0;
        reserve(rows);
        for (int u = 0; u < rows; u++) {
            rowSum[u] = 0;
            if (information > 1) {
                Arrays.fill(gram[u], 0, rows, 0);
            }
        }
        for (int from = 0; from < category.events; from += TILE) {
            int n = Math.min(TILE, category.events - from);
            density(category, from, n);
            if (!addLogarithm(category.weights, from, n, sum)) {
                return false;
            }
            if (information > 0) {
                for (int i = 0; i < n; i++) {
                    weight[i] = 1 / f[i];
                }
                if (perEvent != null) {
                    store(category.weights, from, n, perEvent, perEventOffset + from);
                }
                if (information > 1) {
                    addGram(category, from, n);
                } else {
                    addSums(category, from, n);
                }
            }
        }
        return true;
    }

    private void density(Category category, int from, int n) {
        for (int k = 0; k < category.components; k++) {
            double[] p = category.density[k];
            int offset = category.offset[k] + from;
            double yield = category.yield[k];
            if (k == 0) {
                for (int i = 0; i < n; i++) {
                    f[i] = yield * p[offset + i];
                }
            } else {
                for (int i = 0; i < n; i++) {
                    f[i] += yield * p[offset + i];
                }
            }
        }
        if (category.components == 0) {
            Arrays.fill(f, 0, n, 0);
        }
    }

    private boolean addLogarithm(double[] weights, int from, int n, CompensatedSum sum) {
        if (weights == null) {
            return logarithm.multiply(f, n);
        }
        for (int i = 0; i < n; i++) {
            if (!(f[i] > 0 && f[i] < Double.POSITIVE_INFINITY)) {
                return false;
            }
            sum.add(-weights[from + i] * Math.log(f[i]));
        }
        return true;
    }

    private void store(double[] weights, int from, int n, double[] perEvent, int offset) {
        for (int i = 0; i < n; i++) {
            perEvent[offset + i] = weights == null ? weight[i] : weights[from + i] * weight[i];
        }
    }

    private void addSums(Category category, int from, int n) {
        if (category.weights != null) {
            for (int i = 0; i < n; i++) {
                weight[i] *= category.weights[from + i];
            }
        }
        for (int u = 0; u < category.rows; u++) {
            rowSum[u] += dot(weight, category.row[u], category.rowOffset[u] + from, n);
        }
    }

    private void addGram(Category category, int from, int n) {
        int rows = category.rows;
        for (int u = 0; u < rows; u++) {
            double[] target = row[u];
            double[] source = category.row[u];
            int offset = category.rowOffset[u] + from;
            double total = 0;
            for (int i = 0; i < n; i++) {
                target[i] = source[offset + i] * weight[i];
            }
            if (category.weights == null) {
                for (int i = 0; i < n; i++) {
                    total += target[i];
                }
                weighted[u] = target;
            } else {
                if (weighted[u] == null || weighted[u] == target) {
                    weighted[u] = new double[TILE];
                }
                double[] w = weighted[u];
                for (int i = 0; i < n; i++) {
                    w[i] = target[i] * category.weights[from + i];
                    total += w[i];
                }
            }
            rowSum[u] += total;
        }
        int u = 0;
        for (; u + 2 <= rows; u += 2) {
            int v = u;
            for (; v + 4 <= rows; v += 4) {
                addBlock(u, v, n);
            }
            for (; v < rows; v++) {
                gram[u][v] += dot(row[u], weighted[v], 0, n);
                gram[u + 1][v] += dot(row[u + 1], weighted[v], 0, n);
            }
        }
        for (; u < rows; u++) {
            for (int v = u; v < rows; v++) {
                gram[u][v] += dot(row[u], weighted[v], 0, n);
            }
        }
    }

    /** Two rows by four: eight independent sums, as many as additions are under way at once. */
    private void addBlock(int u, int v, int n) {
        double[] a0 = row[u];
        double[] a1 = row[u + 1];
        double[] b0 = weighted[v];
        double[] b1 = weighted[v + 1];
        double[] b2 = weighted[v + 2];
        double[] b3 = weighted[v + 3];
        double s00 = 0;
        double s01 = 0;
        double s02 = 0;
        double s03 = 0;
        double s10 = 0;
        double s11 = 0;
        double s12 = 0;
        double s13 = 0;
        for (int i = 0; i < n; i++) {
            double x0 = a0[i];
            double x1 = a1[i];
            double y0 = b0[i];
            double y1 = b1[i];
            double y2 = b2[i];
            double y3 = b3[i];
            s00 += x0 * y0;
            s01 += x0 * y1;
            s02 += x0 * y2;
            s03 += x0 * y3;
            s10 += x1 * y0;
            s11 += x1 * y1;
            s12 += x1 * y2;
            s13 += x1 * y3;
        }
        gram[u][v] += s00;
        gram[u][v + 1] += s01;
        gram[u][v + 2] += s02;
        gram[u][v + 3] += s03;
        gram[u + 1][v] += s10;
        gram[u + 1][v + 1] += s11;
        gram[u + 1][v + 2] += s12;
        gram[u + 1][v + 3] += s13;
    }

    /** Σ a[i] b[offset + i]. */
    static double dot(double[] a, double[] b, int offset, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 4 <= n; i += 4) {
            s0 += a[i] * b[offset + i];
            s1 += a[i + 1] * b[offset + i + 1];
            s2 += a[i + 2] * b[offset + i + 2];
            s3 += a[i + 3] * b[offset + i + 3];
        }
        for (; i < n; i++) {
            s0 += a[i] * b[offset + i];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
