package org.fiducia.statistics.likelihood.internal.shape;

import java.util.Arrays;
import org.fiducia.api.Nullable;
import org.fiducia.api.fit.ShapeFunction;

/**
 * Integrals of {@link BreitWignerCrystalBall} over intervals: sums of those of its Lorentz peaks, [atan(b/h) − atan(a/h)]/h
 * with the distances a and b of the ends from the peak and h half the width. The difference is the angle θ under which the
 * interval is seen from the pole, at most that from right above its middle. With D = h² + ab and P = (a² + h²)(b² + h²),
 * tan(θ/2) = (b − a) h/(D + √P) is at most (b − a)/(2h): a short polynomial gives the arc tangent where
 * intervals are narrower than the peak.
 */
final class BreitWignerCrystalBallIntervals implements ShapeFunction.Kernel {
    private static final int MASS = 0;
    private static final int WIDTH = 1;
    private static final int SHIFT = 2;

    /** Largest argument of the polynomial. */
    private static final double NARROW = 0.42;

    // atan(u)/u as polynomial of u², of which the largest error for u ≤ .42 is least: 5e-17. Written out, so that the
    // loop
    // over intervals around it is one of vector instructions.
    private static final double C0 = 0.99999999999999995395;
    private static final double C1 = -0.33333333333327012016;
    private static final double C2 = 0.19999999998561766094;
    private static final double C3 = -0.14285714157719030675;
    private static final double C4 = 0.11111105248897355957;
    private static final double C5 = -0.090907517397332288566;
    private static final double C6 = 0.076896572039433331126;
    private static final double C7 = -0.066376961241419122951;
    private static final double C8 = 0.056752542722766327626;
    private static final double C9 = -0.043107469663371299102;
    private static final double C10 = 0.020684822518677194786;

    /** Of the intervals, then of the window. */
    private final double[] from;

    private final double[] to;
    private final double[] angle;
    private final double[] product;
    private final double[] root;
    private final double[] tangent;
    private final double[][] sums = new double[CrystalBallNodes.N + 1][];
    private final double[] value;
    private final double widest;
    private final CrystalBallNodes nodes = new CrystalBallNodes();

    BreitWignerCrystalBallIntervals(double lo, double hi, double[] from, double[] to) {
        int n = from.length;
        this.from = Arrays.copyOf(from, n + 1);
        this.to = Arrays.copyOf(to, n + 1);
        this.from[n] = lo;
        this.to[n] = hi;
        double largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, to[i] - from[i]);
        }
        widest = largest;
        angle = new double[n + 1];
        product = new double[n + 1];
        root = new double[n + 1];
        tangent = new double[n + 1];
        value = new double[n + 1];
    }

    @Override
    public void evaluate(double[] p, double[] integrals, @Nullable double[][] derivatives) {
        double centre = p[MASS] + p[SHIFT];
        double half = 0.5 * p[WIDTH];
        int n = from.length - 1;
        if (!nodes.place(p, from[n] - centre, to[n] - centre)) {
            Runs.undefined(integrals, derivatives);
            return;
        }
        Arrays.fill(value, 0);
        for (int k = 0; k < sums.length; k++) {
            boolean wanted = derivatives != null && (derivatives[k] != null || k == MASS && derivatives[SHIFT] != null);
            sums[k] = !wanted || k == SHIFT ? null : sums[k] == null ? new double[n + 1] : sums[k];
            if (sums[k] != null) {
                Arrays.fill(sums[k], 0);
            }
        }
        for (int i = 0; i < nodes.size(); i++) {
            addPeak(i, centre + nodes.position(i), half);
        }
        double norm = 1 / value[n];
        if (!(norm > 0 && norm < Double.POSITIVE_INFINITY)) {
            Runs.undefined(integrals, derivatives);
            return;
        }
        for (int j = 0; j < n; j++) {
            integrals[j] = norm * value[j];
        }
        for (int k = 0; derivatives != null && k < sums.length; k++) {
            double[] sum = sums[k == SHIFT ? MASS : k];
            for (int j = 0; derivatives[k] != null && j < n; j++) {
                derivatives[k][j] = norm * (sum[j] - integrals[j] * sum[n]);
            }
        }
    }

    private void addPeak(int i, double at, double half) {
        double square = half * half;
        int n = from.length - 1;
        for (int j = 0; j < product.length; j++) {
            double a = from[j] - at;
            double b = to[j] - at;
            product[j] = (a * a + square) * (b * b + square);
        }
        if (widest <= 2 * NARROW * half) {
            narrow(at, half);
        } else {
            for (int j = 0; j < n; j++) {
                angle[j] = BreitWigner.angle(from[j] - at, to[j] - at, half);
            }
        }
        angle[n] = BreitWigner.angle(from[n] - at, to[n] - at, half);
        double weight = nodes.weight(i) / half;
        add(weight, value);
        double[] byCentre = sums[MASS];
        if (byCentre != null) {
            for (int j = 0; j <= n; j++) {
                double a = from[j] - at;
                double b = to[j] - at;
                // 1/(a² + h²) − 1/(b² + h²)
                byCentre[j] += weight * half * ((b - a) * (a + b) / product[j]);
            }
        }
        double[] byWidth = sums[WIDTH];
        if (byWidth != null) {
            for (int j = 0; j <= n; j++) {
                double a = from[j] - at;
                double b = to[j] - at;
                double edge = b / (b * b + square) - a / (a * a + square);
                byWidth[j] -= 0.5 * weight * (edge + angle[j] / half);
            }
        }
        for (int k = CrystalBallNodes.SIGMA; k <= CrystalBallNodes.N; k++) {
            double slope = nodes.slope(k, i);
            if (slope != 0 && sums[k] != null) {
                add(slope / half, sums[k]);
            }
        }
    }

    /** One loop per operation: those are made of vector instructions, one loop of all of them is not. */
    private void narrow(double at, double half) {
        double square = half * half;
        for (int j = 0; j < root.length; j++) {
            root[j] = Math.sqrt(product[j]);
        }
        for (int j = 0; j < tangent.length; j++) {
            double a = from[j] - at;
            double b = to[j] - at;
            tangent[j] = (b - a) * half / (square + a * b + root[j]);
        }
        for (int j = 0; j < tangent.length; j++) {
            double s = tangent[j] * tangent[j];
            double high = C6 + s * (C7 + s * (C8 + s * (C9 + s * C10)));
            double low = C0 + s * (C1 + s * (C2 + s * (C3 + s * (C4 + s * C5))));
            double s3 = s * s * s;
            angle[j] = 2 * tangent[j] * (low + s3 * s3 * high);
        }
    }

    private void add(double factor, double[] sum) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] += factor * angle[j];
        }
    }
}
