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
    /** A panel is cut so that a few terms do on each part, and a parabola is near the distribution function. */
    private static final int PARTS = 4;

    private static final GaussLegendre RULE = new GaussLegendre(18);
    private static final int TERMS = 16;

    /** Terms smaller than this part of the largest are rounding. */
    private static final double NEGLIGIBLE = 1e-14;

    private static final int ITERATIONS = 60;

    /** The step after one as small as this would be smaller than rounding. */
    private static final double CLOSE = 1e-8;

    /** P_{j+1} = RISE_j s P_j − FALL_j P_{j−1}. */
    private static final double[] RISE = new double[TERMS];

    private static final double[] FALL = new double[TERMS];

    /** ∫ P_j = INTEGRAL_j (P_{j+1} − P_{j−1}). */
    private static final double[] INTEGRAL = new double[TERMS];

    static {
        for (int j = 0; j < TERMS; j++) {
            RISE[j] = (2 * j + 1) / (j + 1.0);
            FALL[j] = j / (j + 1.0);
            INTEGRAL[j] = 1 / (2 * j + 1.0);
        }
    }

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
        int n = PARTS * panels.size();
        from = new double[n];
        to = new double[n];
        cumulated = new double[n];
        series = new double[n][];
        int order = RULE.order();
        double[] x = new double[n * order];
        for (int p = 0; p < n; p++) {
            Panel panel = panels.get(p / PARTS);
            from[p] = panel.from() + (panel.to() - panel.from()) * (p % PARTS) / PARTS;
            to[p] = panel.from() + (panel.to() - panel.from()) * (p % PARTS + 1) / PARTS;
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
                double next = RISE[j] * s * p - FALL[j] * before;
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
        // Where the parabola of the first two terms has the integral.
        double y = integral - c[0] + 0.5 * c[1];
        double s = 2 * y / (c[0] + Math.sqrt(c[0] * c[0] + 2 * c[1] * y));
        s = s >= -1 && s <= 1 ? s : 0;
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            double value = c[0] * (s + 1);
            double slope = c[0];
            double p0 = 1;
            double p1 = s;
            for (int j = 1; j < c.length; j++) {
                double p2 = RISE[j] * s * p1 - FALL[j] * p0;
                value += INTEGRAL[j] * c[j] * (p2 - p0);
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
