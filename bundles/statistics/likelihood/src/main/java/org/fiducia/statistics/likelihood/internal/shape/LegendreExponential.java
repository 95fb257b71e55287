package org.fiducia.statistics.likelihood.internal.shape;

import java.util.Arrays;
import org.fiducia.api.Nullable;
import org.fiducia.api.fit.ArrayMath;
import org.fiducia.statistics.likelihood.CurvedKernel;
import org.fiducia.statistics.likelihood.GaussLegendre;

/**
 * Density q ∝ exp(Σ_k p_k P_k): with ⟨P_k⟩ the mean of P_k, ∂q/∂p_k = q (P_k − ⟨P_k⟩) and ∂²q/∂p_k∂p_l = q ((P_k − ⟨P_k⟩)(P_l
 * − ⟨P_l⟩) − cov(P_k, P_l)). Belongs to one thread.
 */
final class LegendreExponential implements CurvedKernel {
    private static final GaussLegendre RULE = new GaussLegendre(32);

    private final ArrayMath math;
    private final double width;
    private final int n;

    /** [polynomial][point], and at the nodes of the quadrature. */
    private final double[][] basis;

    private final double[][] nodes;
    private final double[] mean;
    private final double[][] covariance;
    private final double[] weighted;

    LegendreExponential(ArrayMath math, double lo, double hi, double[] x, int n) {
        this.math = math;
        this.n = n;
        width = hi - lo;
        double[] s = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            s[i] = 2 * (x[i] - lo) / (hi - lo) - 1;
        }
        basis = legendre(s, n);
        double[] at = new double[RULE.order()];
        Arrays.setAll(at, i -> 2 * RULE.node(i) - 1);
        nodes = legendre(at, n);
        mean = new double[n];
        covariance = new double[n][n];
        weighted = new double[x.length];
    }

    private static double[][] legendre(double[] s, int n) {
        double[][] all = new double[n][s.length];
        for (int i = 0; i < s.length; i++) {
            double before = 1;
            double p = s[i];
            for (int k = 1; k <= n; k++) {
                all[k - 1][i] = p;
                double next = ((2 * k + 1) * s[i] * p - k * before) / (k + 1);
                before = p;
                p = next;
            }
        }
        return all;
    }

    @Override
    public void evaluate(double[] p, double[] density, @Nullable double[][] derivatives) {
        double logarithm = logIntegral(p);
        if (!Double.isFinite(logarithm)) {
            Runs.undefined(density, derivatives);
            return;
        }
        Arrays.fill(density, -logarithm);
        for (int k = 0; k < n; k++) {
            double c = p[k];
            double[] row = basis[k];
            for (int i = 0; i < density.length; i++) {
                density[i] += c * row[i];
            }
        }
        math.exp(density, 0, density.length);
        for (int k = 0; derivatives != null && k < n; k++) {
            double[] row = derivatives[k];
            for (int i = 0; row != null && i < row.length; i++) {
                row[i] = density[i] * (basis[k][i] - mean[k]);
            }
        }
    }

    /** Logarithm of the integral over the window; moments on the way. */
    private double logIntegral(double[] p) {
        double[] value = new double[RULE.order()];
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < value.length; i++) {
            for (int k = 0; k < n; k++) {
                value[i] += p[k] * nodes[k][i];
            }
            largest = Math.max(largest, value[i]);
        }
        double sum = 0;
        Arrays.fill(mean, 0);
        for (int i = 0; i < value.length; i++) {
            value[i] = RULE.weight(i) * Math.exp(value[i] - largest);
            sum += value[i];
            for (int k = 0; k < n; k++) {
                mean[k] += value[i] * nodes[k][i];
            }
        }
        for (int k = 0; k < n; k++) {
            mean[k] /= sum;
        }
        for (int k = 0; k < n; k++) {
            for (int l = 0; l <= k; l++) {
                double c = 0;
                for (int i = 0; i < value.length; i++) {
                    c += value[i] * (nodes[k][i] - mean[k]) * (nodes[l][i] - mean[l]);
                }
                covariance[k][l] = c / sum;
                covariance[l][k] = c / sum;
            }
        }
        return largest + Math.log(sum * width);
    }

    @Override
    public boolean givesSlopes() {
        return true;
    }

    /** Σ weight · density, with the products in {@link #weighted}. */
    private double weigh(double[] density, double[] weight) {
        double sum = 0;
        for (int i = 0; i < weighted.length; i++) {
            weighted[i] = weight[i] * density[i];
            sum += weighted[i];
        }
        return sum;
    }

    @Override
    public void addSlopes(double[] density, double[] weight, boolean[] wanted, double[] slopes) {
        double sum = weigh(density, weight);
        for (int k = 0; k < n; k++) {
            if (wanted[k]) {
                slopes[k] += math.dot(weighted, basis[k], 0, weighted.length) - mean[k] * sum;
            }
        }
    }

    @Override
    public void curvature(double[] density, double[] weight, boolean[] wanted, double[][] curvature) {
        double sum = weigh(density, weight);
        for (int k = 0; k < n; k++) {
            for (int l = 0; l <= k && wanted[k]; l++) {
                if (wanted[l]) {
                    double product = 0;
                    for (int i = 0; i < weighted.length; i++) {
                        product += weighted[i] * (basis[k][i] - mean[k]) * (basis[l][i] - mean[l]);
                    }
                    curvature[k][l] = product - covariance[k][l] * sum;
                    curvature[l][k] = curvature[k][l];
                }
            }
        }
    }
}
