package org.fiducia.statistics.likelihood.internal.shape;

import java.util.Arrays;
import org.fiducia.statistics.likelihood.GaussLegendre;

/**
 * Nodes of a quadrature of a Crystal Ball times a Lorentz peak that may lie anywhere in a window. Panels end where the tail
 * begins; they are so narrow that both factors are polynomials on them: at most the width of the peak where it may lie,
 * wider in proportion to the distance from there, at most two sigma in the core, and at most the distance to the pole of
 * the power in the tail. Each has as many points as an error of 1e-14 takes by the bound of Gauss–Legendre quadrature,
 * (largest value on an ellipse around the panel) ρ^(−2 points), ρ the sum of its half axes in units of half the panel; at
 * most 20.
 */
final class CrystalBallNodes {
    static final int SIGMA = 3;
    static final int N = 5;

    private static final int WIDTH = 1;
    private static final int ALPHA = 4;
    private static final GaussLegendre[] RULES = new GaussLegendre[21];
    private static final int MOST_PANELS = 2000;

    /** In sigma; beyond, a Gaussian is below rounding. */
    private static final double CORE = 9;

    /** Panels in units of the width of the peak. */
    private static final double NEAR = 1.2;

    /** In widths of the window: how far the tail is followed, at most. */
    private static final double FAR = 1e7;

    /** −ln of the part that may be lost. */
    private static final double LOST = 32;

    /** Sizes of ellipses that are tried. */
    private static final double[] ELLIPSES = {1.8, 2.3, 3, 4, 5.5, 8, 12};

    /** How near an ellipse may come to a pole, and the logarithm of how much larger the function is there. */
    private static final double CLEAR = 0.95;

    private static final double LOG_GROWTH = 2;

    static {
        for (int order = 4; order < RULES.length; order++) {
            RULES[order] = new GaussLegendre(order);
        }
    }

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
            add(at, end, false, points(at, end, near, far, 0.5 * width, Double.POSITIVE_INFINITY));
            at = end;
        }
        // Until the tail is e^(−2 LOST) of what it is where it begins: its derivatives may be small themselves.
        double faint = kink - sigma * n / alpha * Math.expm1(2 * LOST / n);
        double last = Math.max(near - FAR * (to - from), faint);
        for (double at = kink; alpha < CORE && at > last && panels <= MOST_PANELS; ) {
            double reach = at > far ? Math.max(NEAR * width, 0.5 * (at - far)) : NEAR * width;
            reach = at < near ? Math.max(NEAR * width, near - at) : reach;
            double pole = sigma * n / alpha - at + kink;
            double end = at - Math.min(pole, reach);
            add(end, at, true, points(end, at, near, far, 0.5 * width, pole));
            at = end;
        }
        return panels <= MOST_PANELS;
    }

    /**
     * Number of points for a panel.
     *
     * @param near where the peak may lie
     * @param far up to here
     * @param height of its poles above the axis
     * @param pole distance to that of the tail, infinite in the core
     */
    private int points(double from, double to, double near, double far, double height, double pole) {
        double half = 0.5 * (to - from);
        double above = height / half;
        double beside = 1 + Math.max(0, Math.max(near - to, from - far)) / half;
        double most = CLEAR * Math.max(above + Math.sqrt(1 + above * above), beside + Math.sqrt(beside * beside - 1));
        double poleAt = 1 + pole / half;
        double least = RULES.length - 1;
        for (double ellipse : ELLIPSES) {
            double rho = Math.min(ellipse, most);
            double inverse = 1 / rho;
            double growth;
            if (pole < Double.POSITIVE_INFINITY) {
                double left = poleAt - 0.5 * (rho + inverse);
                growth = left > 0 ? n * Math.log((poleAt - 1) / left) : Double.POSITIVE_INFINITY;
            } else {
                double up = 0.5 * (rho - inverse) * half / sigma;
                growth = 0.5 * up * up;
            }
            least = Math.min(least, (LOST + LOG_GROWTH + growth) / (2 * Math.log(rho)));
        }
        return Math.max(4, (int) Math.ceil(least));
    }

    private void add(double from, double to, boolean tail, int points) {
        GaussLegendre rule = RULES[points];
        panels++;
        reserve(size + rule.order());
        for (int i = 0; i < rule.order(); i++) {
            double at = from + (to - from) * rule.node(i);
            double t = at / sigma;
            position[size] = side < 0 ? -at : at;
            double quadrature = (to - from) * rule.weight(i);
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
