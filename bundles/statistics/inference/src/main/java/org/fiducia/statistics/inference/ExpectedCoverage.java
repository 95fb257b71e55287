package org.fiducia.statistics.inference;

import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.model.Parameter;

/**
 * Whether the interval 2ΔNLL = 1 of a parameter will cover, without a toy.
 *
 * <p>The profile of the parameter is taken for that of a counting experiment, n events with an expectation μ that is linear
 * in the parameter. The distances of the two ends from the best fit decide which: in it they are δ± with δ± ∓ n ln(1 ± δ±/n) =
 * ±½, and their ratio falls from ∞ to 1 with rising n. Then a = δ₊/up events belong to one unit of the parameter, and its
 * limits to expectations: what is left at the lower one is the effective background. (Where the lower distance is the longer
 * one, the picture is mirrored; where both are alike, n → ∞ is the normal distribution.) Of this experiment the coverage is
 * known by enumeration ({@link CountingCoverage}).
 *
 * <p>It is asked for every value within the interval, since the truth may be any of them, and the value that is farthest from
 * 68.27 % counts. Whole numbers make a sawtooth of the coverage of one count; where events differ in what they say of the
 * parameter, and where constraints move, its teeth are as much smaller as {@link Lattice} says, and the mean over a tooth
 * counts.
 *
 * <p>An interval that ends at a limit contains values at the limit, where the best fit lies in at least half of all cases:
 * they are covered in 84.1 % of all cases or more, and no enumeration is needed.
 */
final class ExpectedCoverage {
    /** Of an interval with 2ΔNLL = 1. */
    static final double NOMINAL = 0.6826894921370859;

    /** Of a value at its limit, where the estimate is normal. */
    static final double AT_LIMIT = 0.8413447460685429;

    /** How far the coverage may be off. */
    static final double TOLERANCE = 0.03;

    /** From so many events on the distribution is normal: 2ΔNLL covers but for the limits, and the teeth are short. */
    private static final double MANY = 100;

    private static final double FEW = 1e-3;

    /** Steps between values of the interval. */
    private static final int STEPS = 12;

    private static final int BISECTIONS = 60;

    private ExpectedCoverage() {}

    /**
     * The coverage that is farthest from {@link #NOMINAL}.
     *
     * @param interval with 2ΔNLL = 1
     * @param lattice height of the teeth of the sawtooth, 0 to 1: asked for only where it may decide
     */
    static double of(Interval interval, Parameter parameter, DoubleSupplier lattice) {
        if (interval.lowerIsLimit() || interval.upperIsLimit()) {
            return AT_LIMIT;
        }
        boolean mirrored = interval.down() > interval.up();
        double near = mirrored ? interval.up() : interval.down();
        double far = mirrored ? interval.down() : interval.up();
        double toLower = interval.value() - parameter.lower();
        double toUpper = parameter.upper() - interval.value();
        double below = mirrored ? toUpper : toLower;
        double above = mirrored ? toLower : toUpper;
        double n = events(far / near);
        if (n >= MANY) {
            double sigma = 0.5 * (near + far);
            return farthest(-near, far, d -> normal((below + d) / sigma, (above - d) / sigma));
        }
        double rise = end(n, 1);
        double perUnit = rise / far;
        var count = new CountingCoverage(Math.max(0, n - perUnit * below), n + perUnit * above);
        double fall = perUnit * near;
        double mean = farthest(n - fall, n + rise, count::smoothed);
        if (Math.abs(mean - NOMINAL) > TOLERANCE) {
            return mean;
        }
        double teeth = lattice.getAsDouble();
        return teeth > 0
                ? farthest(n - fall, n + rise, mu -> teeth * count.at(mu) + (1 - teeth) * count.smoothed(mu))
                : mean;
    }

    private static double farthest(double from, double to, DoubleUnaryOperator coverage) {
        double farthest = NOMINAL;
        for (int k = 0; k <= STEPS; k++) {
            double found = coverage.applyAsDouble(from + (to - from) * k / STEPS);
            farthest = Math.abs(found - NOMINAL) > Math.abs(farthest - NOMINAL) ? found : farthest;
        }
        return farthest;
    }

    /**
     * Coverage of a value of which the estimate is normal, but kept within limits.
     *
     * @param below distance to the lower limit in standard deviations, ≥ 0
     * @param above likewise to the upper one
     */
    static double normal(double below, double above) {
        return 1 - Normal.above(reach(below)) - Normal.above(reach(above));
    }

    /** Up to where estimates that would lie beyond a limit at distance d still contain the true value. */
    private static double reach(double d) {
        return d >= 1 ? 1 : d <= 0 ? Double.POSITIVE_INFINITY : (1 + d * d) / (2 * d);
    }

    /** Number of events of which the upper end is so much farther than the lower one; at most {@link #MANY}. */
    static double events(double ratio) {
        double lo = Math.log(FEW);
        double hi = Math.log(MANY);
        if (ratio <= end(MANY, 1) / end(MANY, -1)) {
            return MANY;
        }
        for (int k = 0; k < BISECTIONS; k++) {
            double middle = 0.5 * (lo + hi);
            double n = Math.exp(middle);
            if (end(n, 1) / end(n, -1) > ratio) {
                lo = middle;
            } else {
                hi = middle;
            }
        }
        return Math.exp(0.5 * (lo + hi));
    }

    /** Distance from n to the end of the interval of a count n, at n + d or n − d: d > 0 with ±d − n ln(1 ± d/n) = ½. */
    static double end(double n, int side) {
        double lo = 0;
        double hi = side < 0 ? n : n + 3 * Math.sqrt(n) + 3;
        for (int k = 0; k < BISECTIONS; k++) {
            double d = 0.5 * (lo + hi);
            if (side * d - n * Math.log1p(side * d / n) < 0.5) {
                lo = d;
            } else {
                hi = d;
            }
        }
        return 0.5 * (lo + hi);
    }
}
