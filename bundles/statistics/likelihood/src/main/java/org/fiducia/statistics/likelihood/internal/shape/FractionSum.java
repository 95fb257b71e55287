package org.fiducia.statistics.likelihood.internal.shape;

import java.util.Arrays;
import org.fiducia.api.Nullable;
import org.fiducia.api.fit.ArrayMath;
import org.fiducia.statistics.likelihood.CurvedKernel;
import org.fiducia.statistics.likelihood.GaussLegendre;

/**
 * Σ_i c_i T_i with T_i = e^(−p_i u(x)), each divided by its integral over the window (32-point Gauss–Legendre), and
 * recursive fractions c_i = f_i Π_{j&lt;i} (1 − f_j), of which the last has the rest: positive and normalised for any
 * fractions between 0 and 1, and not defined for others. Parameters are the exponents, unless they are constant, then the
 * fractions. First and second derivatives are closed expressions of the moments of u. Belongs to one thread.
 */
final class FractionSum implements CurvedKernel {
    private static final GaussLegendre RULE = new GaussLegendre(32);

    private final ArrayMath math;

    /** The function u at the points, and at the nodes of the quadrature with their weights. */
    private final double[] u;

    private final double[] nodes;
    private final double[] weights;
    private final double centre;

    private final int terms;

    /** Exponents that are no parameters; empty when they are. */
    private final double[] constant;

    private final double[] exponent;
    private final double[] mean;
    private final double[] variance;
    private final double[] share;
    private final double[] fraction;
    private final double[][] term;

    /** Exponents for which the values of each term are. */
    private final double[] known;

    /** A function of x that rises on the window. */
    interface Statistic {
        double of(double x);
    }

    /**
     * @param terms number of terms, ≥ 1
     * @param constant exponents that are no parameters, one per term; empty when they are parameters
     */
    FractionSum(ArrayMath math, double lo, double hi, double[] x, int terms, double[] constant, Statistic statistic) {
        this.math = math;
        this.terms = terms;
        this.constant = constant.clone();
        u = Arrays.stream(x).map(statistic::of).toArray();
        nodes = new double[RULE.order()];
        weights = new double[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = statistic.of(lo + (hi - lo) * RULE.node(i));
            weights[i] = (hi - lo) * RULE.weight(i);
        }
        centre = statistic.of(0.5 * (lo + hi));
        exponent = new double[terms];
        mean = new double[terms];
        variance = new double[terms];
        share = new double[terms];
        fraction = new double[terms];
        term = new double[terms][x.length];
        known = new double[terms];
        Arrays.fill(known, Double.NaN);
    }

    private int exponents() {
        return constant.length == 0 ? terms : 0;
    }

    @Override
    public void evaluate(double[] p, double[] density, @Nullable double[][] derivatives) {
        if (!take(p)) {
            Runs.undefined(density, derivatives);
            return;
        }
        for (int k = 0; k < terms; k++) {
            double c = share[k];
            double[] values = term[k];
            for (int i = 0; i < density.length; i++) {
                density[i] = k == 0 ? c * values[i] : density[i] + c * values[i];
            }
        }
        if (derivatives != null) {
            fill(derivatives);
        }
    }

    private void fill(double[][] derivatives) {
        int first = exponents();
        for (int k = 0; k < first; k++) {
            double[] row = derivatives[k];
            for (int i = 0; row != null && i < row.length; i++) {
                row[i] = share[k] * term[k][i] * (mean[k] - u[i]);
            }
        }
        for (int j = 0; j + 1 < terms; j++) {
            double[] row = derivatives[first + j];
            if (row != null) {
                Arrays.fill(row, 0);
                for (int k = j; k < terms; k++) {
                    double slope = shareWithout(k, j, -1);
                    for (int i = 0; i < row.length; i++) {
                        row[i] += slope * term[k][i];
                    }
                }
            }
        }
    }

    /** Takes parameters; false when they are not possible. */
    private boolean take(double[] p) {
        int first = exponents();
        for (int k = 0; k < terms; k++) {
            exponent[k] = first > 0 ? p[k] : constant[k];
            fraction[k] = k + 1 < terms ? p[first + k] : 1;
            if (!(fraction[k] >= 0 && fraction[k] <= 1) || !Double.isFinite(exponent[k])) {
                return false;
            }
        }
        for (int k = 0; k < terms; k++) {
            share[k] = shareWithout(k, -1, -1);
            if (exponent[k] != known[k] && !compute(k)) {
                return false;
            }
        }
        return true;
    }

    private boolean compute(int k) {
        double p = exponent[k];
        double sum = 0;
        double sum1 = 0;
        double sum2 = 0;
        for (int i = 0; i < nodes.length; i++) {
            double d = nodes[i] - centre;
            double value = weights[i] * Math.exp(-p * d);
            sum += value;
            sum1 += value * d;
            sum2 += value * d * d;
        }
        known[k] = Double.NaN;
        if (!(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
            return false;
        }
        double d = sum1 / sum;
        mean[k] = centre + d;
        variance[k] = sum2 / sum - d * d;
        double[] values = term[k];
        double offset = p * centre - Math.log(sum);
        for (int i = 0; i < values.length; i++) {
            values[i] = offset - p * u[i];
        }
        math.exp(values, 0, values.length);
        known[k] = p;
        return true;
    }

    /** The share c_k, differentiated by fractions i and j; −1 for by none. */
    private double shareWithout(int k, int i, int j) {
        double c = 1;
        for (int l = 0; l <= k; l++) {
            double factor = l == k ? fraction[l] : 1 - fraction[l];
            double slope = l == k ? 1 : -1;
            c *= l == i || l == j ? slope : factor;
        }
        return i > k || j > k ? 0 : c;
    }

    @Override
    public boolean givesSlopes() {
        return true;
    }

    /** Σ weight T_k (u − mean)^j, j = 0, 1, 2. */
    private double[] moments(int k, double[] weight) {
        double[] sums = new double[3];
        math.addMoments(weight, term[k], u, mean[k], 0, u.length, sums);
        return sums;
    }

    @Override
    public void addSlopes(double[] density, double[] weight, boolean[] wanted, double[] slopes) {
        int first = exponents();
        for (int k = 0; k < terms; k++) {
            double[] sums = moments(k, weight);
            if (first > 0) {
                slopes[k] -= share[k] * sums[1];
            }
            for (int j = 0; j <= k && j + 1 < terms; j++) {
                slopes[first + j] += shareWithout(k, j, -1) * sums[0];
            }
        }
    }

    @Override
    public void curvature(double[] density, double[] weight, boolean[] wanted, double[][] curvature) {
        int first = exponents();
        for (int k = 0; k < terms; k++) {
            double[] sums = moments(k, weight);
            if (first > 0) {
                add(curvature, wanted, k, k, share[k] * (sums[2] - variance[k] * sums[0]));
            }
            for (int i = 0; i <= k && i + 1 < terms; i++) {
                if (first > 0) {
                    double mixed = -shareWithout(k, i, -1) * sums[1];
                    add(curvature, wanted, k, first + i, mixed);
                    add(curvature, wanted, first + i, k, mixed);
                }
                for (int j = 0; j <= k && j + 1 < terms; j++) {
                    if (i != j) {
                        add(curvature, wanted, first + i, first + j, shareWithout(k, i, j) * sums[0]);
                    }
                }
            }
        }
    }

    private static void add(double[][] curvature, boolean[] wanted, int a, int b, double value) {
        if (wanted[a] && wanted[b]) {
            curvature[a][b] += value;
        }
    }
}
