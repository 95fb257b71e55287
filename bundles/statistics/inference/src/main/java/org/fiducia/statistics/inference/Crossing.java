package org.fiducia.statistics.inference;

import java.util.function.DoubleUnaryOperator;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/** Where a rising function that is nearly straight crosses 0: steps outwards, then regula falsi (Illinois variant). */
final class Crossing {
    private static final int OUTWARD_STEPS = 40;
    private static final int ROOT_STEPS = 60;

    /** Of the crossing, in units of the first step. */
    private static final double TOLERANCE = 1e-5;

    private Crossing() {}

    /**
     * Finds it.
     *
     * @param lo where the function is negative
     * @param step first step outwards
     * @param limit no step goes beyond
     * @param what is sought, for the message
     * @throws FiduciaException when the function stays negative up to the limit
     */
    static double of(DoubleUnaryOperator function, double lo, double step, double limit, String what) {
        double a = lo;
        double fa = function.applyAsDouble(a);
        if (fa >= 0) {
            return a;
        }
        double distance = step;
        for (int k = 0; k < OUTWARD_STEPS; k++) {
            double b = Math.min(limit, a + distance);
            double fb = function.applyAsDouble(b);
            if (fb >= 0) {
                return between(function, a, fa, b, fb, TOLERANCE * step);
            }
            if (b >= limit) {
                throw new FiduciaException(
                        Kind.FIT,
                        "no " + what + " up to the limit " + limit + " of the parameter",
                        "raise the parameter's upper limit, or ask for a lower confidence level");
            }
            // straight on to where it would cross, but not too far
            double slope = (fb - fa) / (b - a);
            distance = slope > 0 ? Math.max(0.2 * distance, Math.min(4 * distance, -1.2 * fb / slope)) : 2 * distance;
            a = b;
            fa = fb;
        }
        throw new FiduciaException(
                Kind.FIT,
                "no " + what + ": up to " + a + " the data say too little of the parameter",
                "give it a step that fits its uncertainty, or look whether the model depends on it");
    }

    private static double between(
            DoubleUnaryOperator function, double lo, double flo, double hi, double fhi, double tolerance) {
        double a = lo;
        double fa = flo;
        double b = hi;
        double fb = fhi;
        for (int k = 0; k < ROOT_STEPS && Math.abs(b - a) > tolerance; k++) {
            double next = b - fb * (b - a) / (fb - fa);
            if (k % 8 == 7 || !(Math.min(a, b) < next && next < Math.max(a, b))) {
                next = 0.5 * (a + b);
            }
            double f = function.applyAsDouble(next);
            double moved = Math.abs(next - b);
            if (f < 0 == fb < 0) {
                fa *= 0.5;
            } else {
                a = b;
                fa = fb;
            }
            b = next;
            fb = f;
            if (f == 0 || moved < tolerance) {
                return b;
            }
        }
        return Math.abs(fa) < Math.abs(fb) ? a : b;
    }
}
