package org.fiducia.statistics.newton;

/**
 * What the last steps taught about the curvature: pairs of a step s and the change y of the gradient along it. They
 * correct the inverse of a matrix by the BFGS formula (two-loop recursion, J. Nocedal, Math. Comp. 35 (1980) 773).
 */
final class Secants {
    private static final int MOST = 12;

    private final double[][] s;
    private final double[][] y;
    private final double[] inverse = new double[MOST];
    private final double[] alpha = new double[MOST];
    private int size;

    Secants(int n) {
        s = new double[MOST][n];
        y = new double[MOST][n];
    }

    void clear() {
        size = 0;
    }

    /** Learns from a step; does nothing when the likelihood did not bend up along it, or the memory is full. */
    void add(double[] from, double[] to, double[] gradientFrom, double[] gradientTo) {
        if (size == MOST) {
            return;
        }
        double product = 0;
        for (int i = 0; i < from.length; i++) {
            s[size][i] = to[i] - from[i];
            y[size][i] = gradientTo[i] - gradientFrom[i];
            product += s[size][i] * y[size][i];
        }
        if (product > 0) {
            inverse[size++] = 1 / product;
        }
    }

    /** First half: before the inverse of the matrix is applied to q. */
    void before(double[] q) {
        for (int k = size - 1; k >= 0; k--) {
            alpha[k] = inverse[k] * dot(s[k], q);
            for (int i = 0; i < q.length; i++) {
                q[i] -= alpha[k] * y[k][i];
            }
        }
    }

    /** Second half, on the result. */
    void after(double[] r) {
        for (int k = 0; k < size; k++) {
            double beta = alpha[k] - inverse[k] * dot(y[k], r);
            for (int i = 0; i < r.length; i++) {
                r[i] += beta * s[k][i];
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
