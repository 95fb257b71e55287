package org.fiducia.statistics.likelihood.internal.shape;

import org.fiducia.statistics.likelihood.GaussLegendre;

/**
 * The Landau density φ(λ) in the rational approximations of K. S. Kölbig and B. Schorr, Comput. Phys. Commun. 31 (1984)
 * 97, good to about seven digits; every HEP program uses these, so results agree with theirs to rounding.
 */
final class LandauDensity {
    private static final double[] PIECES = {-5.5, -1, 1, 5, 12, 50, 300};

    /** Numerator and denominator for λ in [−5.5, −1) to [50, 300), in λ or, from 5 on, 1/λ. */
    private static final double[][] NUMERATOR = {
        {0.4259894875, -0.1249762550, 0.03984243700, -0.006298287635, 0.001511162253},
        {0.1788541609, 0.1173957403, 0.01488850518, -0.001394989411, 0.0001283617211},
        {0.1788544503, 0.09359161662, 0.006325387654, 0.00006611667319, -0.000002031049101},
        {0.9874054407, 118.6723273, 849.2794360, -743.7792444, 427.0262186},
        {1.003675074, 167.5702434, 4789.711289, 21217.86767, -22324.94910},
        {1.000827619, 664.9143136, 62972.92665, 475554.6998, -5743609.109}
    };

    private static final double[][] DENOMINATOR = {
        {1, -0.3388260629, 0.09594393323, -0.01608042283, 0.003778942063},
        {1, 0.7428795082, 0.3153932961, 0.06694219548, 0.008790609714},
        {1, 0.6097809921, 0.2560616665, 0.04746722384, 0.006957301675},
        {1, 106.8615961, 337.6496214, 2016.712389, 1597.063511},
        {1, 156.9424537, 3745.310488, 9834.698876, 66924.28357},
        {1, 651.4101098, 56974.73333, 165917.4725, -2815759.939}
    };

    private static final double[] LOW = {1, 0.04166666667, -0.01996527778, 0.02709538966};
    private static final double[] HIGH = {1, -1.845568670, -4.284640743};
    private static final double INVERSE_ROOT_TWO_PI = 0.3989422803;

    private LandauDensity() {}

    /** Ends of the pieces of the approximation. */
    static double[] pieces() {
        return PIECES.clone();
    }

    static double value(double v) {
        return evaluate(v, false);
    }

    /** dφ/dλ, exact for the approximation. */
    static double slope(double v) {
        return evaluate(v, true);
    }

    private static double evaluate(double v, boolean slope) {
        if (v < -5.5) {
            double u = Math.exp(v + 1);
            if (u < 1e-10) {
                return 0;
            }
            double value = INVERSE_ROOT_TWO_PI * Math.exp(-1 / u) / Math.sqrt(u) * polynomial(LOW, u);
            return slope ? value * (1 / u - 0.5 + u * derivative(LOW, u) / polynomial(LOW, u)) : value;
        }
        if (v >= 300) {
            double log = Math.log(v);
            double g = v - v * log / (v + 1);
            double u = 1 / g;
            double value = u * u * polynomial(HIGH, u);
            if (!slope) {
                return value;
            }
            double gSlope = 1 - (log + v + 1) / ((v + 1) * (v + 1));
            return -u * u * gSlope * (2 * u * polynomial(HIGH, u) + u * u * derivative(HIGH, u));
        }
        int piece = 0;
        while (v >= PIECES[piece + 1]) {
            piece++;
        }
        double[] a = NUMERATOR[piece];
        double[] b = DENOMINATOR[piece];
        double z = piece < 3 ? v : 1 / v;
        double ratio = polynomial(a, z) / polynomial(b, z);
        double ratioSlope = slope ? (derivative(a, z) - ratio * derivative(b, z)) / polynomial(b, z) : 0;
        if (piece == 0) {
            double u = Math.exp(-v - 1);
            double factor = Math.exp(-u) * Math.sqrt(u);
            return slope ? factor * (ratioSlope + (u - 0.5) * ratio) : factor * ratio;
        }
        if (piece < 3) {
            return slope ? ratioSlope : ratio;
        }
        return slope ? -z * z * (2 * z * ratio + z * z * ratioSlope) : z * z * ratio;
    }

    /** ∫ φ from a to b. */
    static double integral(double a, double b) {
        double sum = 0;
        double from = a;
        for (double piece : PIECES) {
            if (piece > from && piece < b) {
                sum += smooth(from, piece);
                from = piece;
            }
        }
        return sum + smooth(from, b);
    }

    /** Integral within a piece: panels short where φ changes fast, long in the power tail. */
    private static double smooth(double a, double b) {
        double sum = 0;
        double from = a;
        while (from < b) {
            double step = from < 12 ? 1 : 0.25 * from;
            // Below −20 the density is 0 in double precision.
            double to = from < -20 ? Math.min(b, -20) : Math.min(b, from + step);
            for (int i = 0; i < GaussLegendre.FINE.order(); i++) {
                double x = from + (to - from) * GaussLegendre.FINE.node(i);
                sum += (to - from) * GaussLegendre.FINE.weight(i) * value(x);
            }
            from = to;
        }
        return sum;
    }

    private static double polynomial(double[] c, double x) {
        double sum = 0;
        for (int i = c.length - 1; i >= 0; i--) {
            sum = sum * x + c[i];
        }
        return sum;
    }

    private static double derivative(double[] c, double x) {
        double sum = 0;
        for (int i = c.length - 1; i > 0; i--) {
            sum = sum * x + i * c[i];
        }
        return sum;
    }
}
