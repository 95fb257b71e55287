package org.fiducia.statistics.inference;

/**
 * What the last steps taught about the curvature: pairs of a step s and the change y of the gradient along it. They
 * correct a fixed inverse Hessian by the BFGS formula (two-loop recursion, J. Nocedal, Math. Comp. 35 (1980) 773); the
 * oldest pair makes room for a new one.
 */
final class Secants {
    private static final int MOST = 10;

    private final double[][] s;
    private final double[][] y;
    private final double[] inverse = new double[MOST];
    private final double[] alpha = new double[MOST];
    private int count;

    Secants(int n) {
        s = new double[MOST][n];
        y = new double[MOST][n];
    }

    /**
     * Learns from a step; does nothing when the likelihood did not bend up along it.
     *
     * @param moves which parameters take part
     */
    void add(boolean[] moves, double[] step, double[] gradientFrom, double[] gradientTo) {
        int k = count % MOST;
        double product = 0;
        for (int i = 0; i < step.length; i++) {
            s[k][i] = step[i];
            y[k][i] = moves[i] ? gradientTo[i] - gradientFrom[i] : 0;
            product += s[k][i] * y[k][i];
        }
        if (product > 0) {
            inverse[k] = 1 / product;
            count++;
        }
    }

    /** First half: before the inverse of the matrix is applied to q. */
    void before(double[] q) {
        for (int c = count - 1; c >= Math.max(0, count - MOST); c--) {
            int k = c % MOST;
            alpha[k] = inverse[k] * dot(s[k], q);
            for (int i = 0; i < q.length; i++) {
                q[i] -= alpha[k] * y[k][i];
            }
        }
    }

    /** Second half, on the result. */
    void after(double[] r) {
        for (int c = Math.max(0, count - MOST); c < count; c++) {
            int k = c % MOST;
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
