package org.fiducia.statistics.likelihood;

/**
 * Σ log f over many events as the logarithm of a running product: exponents add up as a whole number, mantissas multiply,
 * and one logarithm is taken at the end. One multiplication per event instead of one logarithm, and more exact than the
 * sum of rounded logarithms: the relative error of the product is about √N · 1e-16, and absolute in its logarithm.
 */
final class LogProduct {
    private static final double SMALL = 1e-70;
    private static final double LARGE = 1e280;
    private static final int FOLD = 512;

    private static final double LN2 = 0.6931471805599453;

    /** ln 2 with its last 32 bits 0, so that a multiple of it by an exponent count is exact; and the rest. */
    private static final double LN2_HIGH = Double.longBitsToDouble(Double.doubleToRawLongBits(LN2) & -1L << 32);

    /** ln 2 = 0.693147180559945309417232121458…: the number above is 2.3190468138462996e-17 less. */
    private static final double LN2_LOW = LN2 - LN2_HIGH + 2.3190468138462996e-17;

    private static final long MANTISSA = 0x000fffffffffffffL;
    private static final long ONE = 0x3ff0000000000000L;

    private double product;
    private long exponent;
    private int pending;

    void clear() {
        product = 1;
        exponent = 0;
        pending = 0;
    }

    /**
     * Multiplies n factors.
     *
     * @return whether all are positive and finite
     */
    boolean multiply(double[] f, int n) {
        int i = 0;
        for (; i + 4 <= n; i += 4) {
            double f0 = f[i];
            double f1 = f[i + 1];
            double f2 = f[i + 2];
            double f3 = f[i + 3];
            double four = (f0 * f1) * (f2 * f3);
            if (f0 > SMALL && f1 > SMALL && f2 > SMALL && f3 > SMALL && four < LARGE) {
                multiplyNormal(four);
            } else {
                for (int k = i; k < i + 4; k++) {
                    if (!multiplyAny(f[k])) {
                        return false;
                    }
                }
            }
        }
        for (; i < n; i++) {
            if (!multiplyAny(f[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean multiplyAny(double factor) {
        if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
            return false;
        }
        if (factor < Double.MIN_NORMAL) {
            exponent -= 200;
            multiplyNormal(factor * 0x1p200);
        } else {
            multiplyNormal(factor);
        }
        return true;
    }

    private void multiplyNormal(double factor) {
        long bits = Double.doubleToRawLongBits(factor);
        exponent += (bits >>> 52) - 1023;
        product *= Double.longBitsToDouble(bits & MANTISSA | ONE);
        if (++pending == FOLD) {
            long all = Double.doubleToRawLongBits(product);
            exponent += (all >>> 52) - 1023;
            product = Double.longBitsToDouble(all & MANTISSA | ONE);
            pending = 0;
        }
    }

    /** Subtracts the logarithm from a sum. */
    void subtractFrom(CompensatedSum sum) {
        sum.add(-exponent * LN2_HIGH);
        sum.add(-exponent * LN2_LOW);
        sum.add(-Math.log(product));
    }
}
