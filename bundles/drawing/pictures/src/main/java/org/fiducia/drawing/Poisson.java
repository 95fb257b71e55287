package org.fiducia.drawing;

import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * Central 68.27 % interval of the mean of a Poisson count (F. Garwood, Biometrika 28 (1936) 437): the lower end μ has
 * P(≥ n | μ) = ½ (1 − 0.6827), the upper end P(≤ n | μ) = the same. Sums of weights take the place of counts as they are.
 */
public final class Poisson {
    private static final double TAIL = 0.15865525393145705;
    private static final int STEPS = 60;

    private Poisson() {}

    /** Lower end, 0 for no event. */
    public static double lower(double n) {
        return n > 0 ? solve(0, n, mean -> RegularizedGamma.P.value(n, mean) - TAIL) : 0;
    }

    /** Upper end. */
    public static double upper(double n) {
        double count = Math.max(0, n);
        return solve(count, count + 3 + 3 * Math.sqrt(count), mean -> TAIL - RegularizedGamma.Q.value(count + 1, mean));
    }

    /** Zero of a rising function by bisection. */
    private static double solve(double lo, double hi, java.util.function.DoubleUnaryOperator rising) {
        double below = lo;
        double above = hi;
        for (int i = 0; i < STEPS && above - below > 1e-9 * above; i++) {
            double middle = (below + above) / 2;
            if (rising.applyAsDouble(middle) < 0) {
                below = middle;
            } else {
                above = middle;
            }
        }
        return (below + above) / 2;
    }
}
