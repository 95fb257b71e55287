package org.fiducia.statistics.likelihood;

/**
 * The factor up^θ for θ ≥ 1, down^−θ for θ ≤ −1, and between them the polynomial 1 + Σ_{i=1..6} a_i θ^i whose value and
 * first two derivatives agree with it at θ = ±1 (HistFactory, CERN-OPEN-2012-016, interpolation code 4). A factor of 0 is
 * taken as the limit: 0 · log 0 and 0 · log² 0 are 0.
 */
final class ExponentialInterpolation {
    /** A finite number whose exponential is 0. */
    private static final double NOTHING = -10_000;

    private final double logUp;
    private final double logDown;
    private final double[] a = new double[6];

    /**
     * @param up factor at θ = 1, ≥ 0
     * @param down factor at θ = −1, ≥ 0
     */
    ExponentialInterpolation(double up, double down) {
        this.logUp = up > 0 ? Math.log(up) : NOTHING;
        this.logDown = down > 0 ? Math.log(down) : NOTHING;
        double logUp = up > 0 ? this.logUp : 0;
        double logDown = down > 0 ? this.logDown : 0;
        // sums and differences of value − 1, first and second derivative at ±1
        double sum = 0.5 * (up + down) - 1;
        double difference = 0.5 * (up - down);
        double slopeSum = 0.5 * (up * logUp - down * logDown);
        double slopeDifference = 0.5 * (up * logUp + down * logDown);
        double bendSum = 0.5 * (up * logUp * logUp + down * logDown * logDown);
        double bendDifference = 0.5 * (up * logUp * logUp - down * logDown * logDown);
        // odd part a1 + a3 + a5, even part a2 + a4 + a6: three equations each
        a[0] = (15 * difference - 7 * slopeSum + bendDifference) / 8;
        a[2] = (-5 * difference + 5 * slopeSum - bendDifference) / 4;
        a[4] = (3 * difference - 3 * slopeSum + bendDifference) / 8;
        a[1] = (24 * sum - 9 * slopeDifference + bendSum) / 8;
        a[3] = (-12 * sum + 7 * slopeDifference - bendSum) / 4;
        a[5] = (8 * sum - 5 * slopeDifference + bendSum) / 8;
    }

    private double log(double theta) {
        return theta > 0 ? logUp : -logDown;
    }

    double value(double x) {
        if (Math.abs(x) >= 1) {
            return Math.exp(x * log(x));
        }
        return 1 + x * (a[0] + x * (a[1] + x * (a[2] + x * (a[3] + x * (a[4] + x * a[5])))));
    }

    /** First derivative, given the value y at x. */
    double slope(double x, double y) {
        if (Math.abs(x) >= 1) {
            return y * log(x);
        }
        return a[0] + x * (2 * a[1] + x * (3 * a[2] + x * (4 * a[3] + x * (5 * a[4] + x * 6 * a[5]))));
    }

    /** Second derivative, given the value y at x. */
    double curvature(double x, double y) {
        if (Math.abs(x) >= 1) {
            return y * log(x) * log(x);
        }
        return 2 * a[1] + x * (6 * a[2] + x * (12 * a[3] + x * (20 * a[4] + x * 30 * a[5])));
    }
}
