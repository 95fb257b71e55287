package org.fiducia.statistics.likelihood.internal.shape;

import java.util.Arrays;
import org.fiducia.statistics.likelihood.GaussLegendre;

/**
 * Nodes of a quadrature of a Crystal Ball times a Lorentz peak that may lie anywhere in a window. Panels end where the tail
 * begins; they are so narrow that both factors are polynomials on them: at most the width of the peak where it may lie,
 * wider in proportion to the distance from there, at most two sigma in the core, and at most the distance to the pole of
 * the power in the tail. With 20 points on each the error is below 1e-14.
 */
final class CrystalBallNodes {
    static final int SIGMA = 3;
    static final int N = 5;

    private static final int WIDTH = 1;
    private static final int ALPHA = 4;
    private static final GaussLegendre RULE = GaussLegendre.FINE;
    private static final int MOST_PANELS = 2000;

    /** In sigma; beyond, a Gaussian is below rounding. */
    private static final double CORE = 9;

    /** Panels in units of the width of the peak. */
    private static final double NEAR = 1.2;

    /** In widths of the window: how far the tail is followed. */
    private static final double FAR = 1e7;

    private double[] position = new double[0];
    private double[] weight = new double[0];
    private final double[][] slope = new double[N + 1][];
    private int size;
    private int panels;
    private double side;
    private double sigma;
    private double alpha;
    private double n;

    int size() {
        return size;
    }

    /** Distance from the centre of the Crystal Ball. */
    double position(int i) {
        return position[i];
    }

    /** Crystal Ball (1 at its maximum) times weight of the quadrature. */
    double weight(int i) {
        return weight[i];
    }

    /** Derivative of that by sigma, alpha or n, given by its index. */
    double slope(int parameter, int i) {
        return slope[parameter][i];
    }

    /**
     * Places the nodes.
     *
     * @param p mass, width, shift, sigma, alpha, n
     * @param from where the peak may lie
     * @param to up to here
     * @return whether the function is defined and few enough nodes do
     */
    boolean place(double[] p, double from, double to) {
        double width = p[WIDTH];
        sigma = p[SIGMA];
        side = Math.signum(p[ALPHA]);
        alpha = Math.abs(p[ALPHA]);
        n = p[N];
        size = 0;
        panels = 0;
        if (!(width > 0 && sigma > 0 && alpha > 0 && n > 0 && to > from && to - from < Double.POSITIVE_INFINITY)) {
            return false;
        }
        // On an axis on which the tail is on the left.
        double near = side < 0 ? -to : from;
        double far = side < 0 ? -from : to;
        double kink = -Math.min(alpha, CORE) * sigma;
        for (double at = kink; at < CORE * sigma && panels <= MOST_PANELS; ) {
            double reach = at < near ? Math.max(NEAR * width, 0.5 * (near - at)) : NEAR * width;
            reach = at > far ? Math.max(NEAR * width, at - far) : reach;
            double end = Math.min(CORE * sigma, at + Math.min(2 * sigma, reach));
            add(at, end, false);
            at = end;
        }
        double last = near - FAR * (to - from);
        for (double at = kink; alpha < CORE && at > last && panels <= MOST_PANELS; ) {
            double reach = at > far ? Math.max(NEAR * width, 0.5 * (at - far)) : NEAR * width;
            reach = at < near ? Math.max(NEAR * width, near - at) : reach;
            double pole = sigma * n / alpha - at + kink;
            double end = at - Math.min(pole, reach);
            add(end, at, true);
            at = end;
        }
        return panels <= MOST_PANELS;
    }

    private void add(double from, double to, boolean tail) {
        panels++;
        reserve(size + RULE.order());
        for (int i = 0; i < RULE.order(); i++) {
            double at = from + (to - from) * RULE.node(i);
            double t = at / sigma;
            position[size] = side < 0 ? -at : at;
            double quadrature = (to - from) * RULE.weight(i);
            if (tail) {
                double distance = -t;
                double y = 1 + alpha / n * (distance - alpha);
                double log = Math.log(y);
                double value = quadrature * Math.exp(-0.5 * alpha * alpha - n * log);
                weight[size] = value;
                slope[SIGMA][size] = value * alpha * distance / (sigma * y);
                slope[ALPHA][size] = -side * value * (alpha + n / alpha) * (1 - 1 / y);
                slope[N][size] = value * (1 - 1 / y - log);
            } else {
                double value = quadrature * Math.exp(-0.5 * t * t);
                weight[size] = value;
                slope[SIGMA][size] = value * t * t / sigma;
                slope[ALPHA][size] = 0;
                slope[N][size] = 0;
            }
            size++;
        }
    }

    private void reserve(int least) {
        if (least > position.length) {
            int length = 2 * least;
            position = Arrays.copyOf(position, length);
            weight = Arrays.copyOf(weight, length);
            for (int k = SIGMA; k <= N; k++) {
                slope[k] = slope[k] == null ? new double[length] : Arrays.copyOf(slope[k], length);
            }
        }
    }
}
