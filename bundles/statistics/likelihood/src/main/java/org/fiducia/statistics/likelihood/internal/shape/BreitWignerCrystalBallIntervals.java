package org.fiducia.statistics.likelihood.internal.shape;

import java.util.Arrays;
import org.fiducia.api.fit.ShapeFunction;

/**
 * Integrals of {@link BreitWignerCrystalBall} over intervals: sums of those of its Lorentz peaks, [atan(b/h) − atan(a/h)]/h
 * with the distances a and b of the ends from the peak and h half the width. The difference is the angle θ under which the
 * interval is seen from the pole, at most that from right above its middle. With D = h² + ab and P = (a² + h²)(b² + h²),
 * tan(θ/2) = (b − a) h/(D + √P) is at most (b − a)/(2h), and the series of the arc tangent of that converges quickly where
 * intervals are narrower than the peak.
 */
final class BreitWignerCrystalBallIntervals implements ShapeFunction.Kernel {
    private static final int MASS = 0;
    private static final int WIDTH = 1;
    private static final int SHIFT = 2;

    /** Largest argument of the series. */
    private static final double NARROW = 0.42;

    /** (−1)^k/(2k + 1): the first left out is below rounding, .42^40/41 = 2e-17. */
    private static final double[] SERIES = new double[20];

    static {
        for (int k = 0; k < SERIES.length; k++) {
            SERIES[k] = (k % 2 == 0 ? 1.0 : -1.0) / (2 * k + 1);
        }
    }

    /** Of the intervals, then of the window. */
    private final double[] from;

    private final double[] to;
    private final double[] angle;
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
        value = new double[n + 1];
    }

    @Override
    public void evaluate(double[] p, double[] integrals, double[][] derivatives) {
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
                byCentre[j] += weight * half * ((b - a) * (a + b) / ((a * a + square) * (b * b + square)));
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

    private void narrow(double at, double half) {
        double square = half * half;
        for (int j = 0; j < angle.length - 1; j++) {
            double a = from[j] - at;
            double b = to[j] - at;
            double tangent = (b - a) * half / (square + a * b + Math.sqrt((a * a + square) * (b * b + square)));
            double s = tangent * tangent;
            double sum = SERIES[SERIES.length - 1];
            for (int k = SERIES.length - 2; k >= 0; k--) {
                sum = sum * s + SERIES[k];
            }
            angle[j] = 2 * tangent * sum;
        }
    }

    private void add(double factor, double[] sum) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] += factor * angle[j];
        }
    }
}
