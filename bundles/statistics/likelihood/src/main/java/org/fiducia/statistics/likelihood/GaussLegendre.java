package org.fiducia.statistics.likelihood;

/** Nodes and weights of Gauss–Legendre quadrature on [0, 1]. */
public final class GaussLegendre {
    /** Enough for any function that is smooth on the panel. */
    public static final GaussLegendre FINE = new GaussLegendre(20);

    private final double[] nodes;
    private final double[] weights;

    /** Rule of a given number of points, found by Newton's method on the Legendre polynomial. */
    public GaussLegendre(int order) {
        nodes = new double[order];
        weights = new double[order];
        for (int i = 0; i < order; i++) {
            double x = -Math.cos(Math.PI * (i + 0.75) / (order + 0.5));
            double slope = 1;
            for (int iteration = 0; iteration < 20; iteration++) {
                double p0 = 1;
                double p1 = x;
                for (int k = 2; k <= order; k++) {
                    double p2 = ((2 * k - 1) * x * p1 - (k - 1) * p0) / k;
                    p0 = p1;
                    p1 = p2;
                }
                if (order == 1) {
                    p0 = 1;
                }
                slope = order * (x * p1 - p0) / (x * x - 1);
                double step = p1 / slope;
                x -= step;
                if (Math.abs(step) < 1e-16) {
                    break;
                }
            }
            nodes[i] = 0.5 * (1 + x);
            weights[i] = 1 / ((1 - x * x) * slope * slope);
        }
    }

    /** Number of points. */
    public int order() {
        return nodes.length;
    }

    /** A node in (0, 1), rising with the index. */
    public double node(int i) {
        return nodes[i];
    }

    /** Its weight; all weights add up to 1. */
    public double weight(int i) {
        return weights[i];
    }
}
