package org.fiducia.statistics.likelihood;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.fiducia.statistics.likelihood.Panels.Panel;

/**
 * Random values of a density, by inversion of its distribution function. On each panel of a quadrature that is exact to
 * rounding the density is its Legendre series, the distribution function the integral of it, term by term.
 */
final class DensitySampler {
    private static final GaussLegendre RULE = new GaussLegendre(32);
    private static final int TERMS = 24;

    /** Terms smaller than this part of the largest are rounding. */
    private static final double NEGLIGIBLE = 1e-15;

    private static final int ITERATIONS = 60;
    private static final double CLOSE = 1e-14;

    private final double[] from;
    private final double[] to;

    /** Integral of the density up to the upper end of each panel. */
    private final double[] cumulated;

    /** Coefficients of Legendre polynomials on each panel. */
    private final double[][] series;

    /** A density at points in rising order. */
    interface Values {
        /** One value per point. */
        double[] at(double[] x);
    }

    /**
     * Prepares.
     *
     * @param panels on which the density is smooth
     * @throws IllegalArgumentException when the density is negative, infinite or not a number somewhere, saying where
     */
    DensitySampler(List<Panel> panels, Values density) {
        int n = panels.size();
        from = new double[n];
        to = new double[n];
        cumulated = new double[n];
        series = new double[n][];
        int order = RULE.order();
        double[] x = new double[n * order];
        for (int p = 0; p < n; p++) {
            from[p] = panels.get(p).from();
            to[p] = panels.get(p).to();
            for (int i = 0; i < order; i++) {
                x[p * order + i] = from[p] + (to[p] - from[p]) * RULE.node(i);
            }
        }
        double[] f = density.at(x);
        double total = 0;
        for (int p = 0; p < n; p++) {
            series[p] = series(f, p * order, x);
            total += (to[p] - from[p]) * series[p][0];
            cumulated[p] = total;
        }
    }

    private static double[] series(double[] f, int offset, double[] x) {
        double[] c = new double[TERMS];
        for (int i = 0; i < RULE.order(); i++) {
            double value = f[offset + i];
            if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(value + " at " + x[offset + i]);
            }
            double s = 2 * RULE.node(i) - 1;
            double before = 0;
            double p = 1;
            for (int j = 0; j < TERMS; j++) {
                c[j] += (2 * j + 1) * RULE.weight(i) * value * p;
                double next = ((2 * j + 1) * s * p - j * before) / (j + 1);
                before = p;
                p = next;
            }
        }
        double largest = 0;
        for (double term : c) {
            largest = Math.max(largest, Math.abs(term));
        }
        int terms = TERMS;
        while (terms > 1 && Math.abs(c[terms - 1]) <= NEGLIGIBLE * largest) {
            terms--;
        }
        return Arrays.copyOf(c, terms);
    }

    /** A random value. */
    double draw(RandomGenerator random) {
        double target = random.nextDouble() * cumulated[cumulated.length - 1];
        int at = Arrays.binarySearch(cumulated, target);
        // On the boundary of two panels it belongs to the upper one.
        int p = Math.min(at < 0 ? -at - 1 : at + 1, from.length - 1);
        double[] c = series[p];
        double width = to[p] - from[p];
        double before = p == 0 ? 0 : cumulated[p - 1];
        double position = c.length == 1
                ? (target - before) / (width * c[0])
                : 0.5 * (1 + solve(c, 2 * (target - before) / width));
        return from[p] + width * Math.max(0, Math.min(1, position));
    }

    /** The s in [−1, 1] at which ∫ Σ c_j P_j from −1 to s is the integral. */
    private static double solve(double[] c, double integral) {
        double low = -1;
        double high = 1;
        double s = Math.max(-1, Math.min(1, integral / c[0] - 1));
        for (int iteration = 0; iteration < ITERATIONS && high - low > CLOSE; iteration++) {
            double value = c[0] * (s + 1);
            double slope = c[0];
            double p0 = 1;
            double p1 = s;
            for (int j = 1; j < c.length; j++) {
                double p2 = ((2 * j + 1) * s * p1 - j * p0) / (j + 1);
                value += c[j] * (p2 - p0) / (2 * j + 1);
                slope += c[j] * p1;
                p0 = p1;
                p1 = p2;
            }
            double excess = value - integral;
            if (excess > 0) {
                high = s;
            } else {
                low = s;
            }
            double next = s - excess / slope;
            if (!(next > low && next < high)) {
                next = 0.5 * (low + high);
            }
            if (Math.abs(next - s) <= CLOSE) {
                return next;
            }
            s = next;
        }
        return s;
    }
}
