package org.fiducia.background.transferfactor;

/** Bernstein polynomials on [0, 1]: B_k,n(x) = C(n, k) xᵏ (1 − x)ⁿ⁻ᵏ. */
final class Bernstein {
    private Bernstein() {}

    /** Values of all polynomials of an order, which add up to 1; [order + 1]. */
    static double[] basis(int order, double x) {
        double[] values = new double[order + 1];
        values[0] = 1;
        for (int n = 1; n <= order; n++) {
            for (int k = n; k >= 0; k--) {
                values[k] = (k < n ? (1 - x) * values[k] : 0) + (k > 0 ? x * values[k - 1] : 0);
            }
        }
        return values;
    }

    /**
     * Coefficients in a higher order: those of the same polynomial are c'_j = Σ_k E_jk c_k.
     *
     * @return E, [to + 1][from + 1]
     */
    static double[][] elevation(int from, int to) {
        double[][] elevation = new double[to + 1][from + 1];
        for (int j = 0; j <= to; j++) {
            for (int k = 0; k <= from; k++) {
                boolean there = j >= k && j - k <= to - from;
                elevation[j][k] = there ? binomial(from, k) * binomial(to - from, j - k) / binomial(to, j) : 0;
            }
        }
        return elevation;
    }

    private static double binomial(int n, int k) {
        double value = 1;
        for (int i = 1; i <= k; i++) {
            value = value * (n - k + i) / i;
        }
        return value;
    }
}
