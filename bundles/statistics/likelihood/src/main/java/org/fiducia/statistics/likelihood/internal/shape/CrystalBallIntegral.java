package org.fiducia.statistics.likelihood.internal.shape;

import org.apache.commons.numbers.gamma.ErfDifference;

/**
 * Integral of the unnormalised double-sided Crystal Ball over [lo, hi], and the derivatives of its logarithm.
 *
 * <p>A tail with y = 1 + (α/n)(|t| − α), between y₁ and y₂ &gt; y₁, has the integral (n/α) e^{−α²/2} h(n − 1) with h(q) =
 * ∫ y^{−1−q} dy = L₂ φ(q L₂) − L₁ φ(q L₁), L = ln y, φ(z) = (1 − e^{−z})/z: smooth through n = 1. Its derivatives with
 * respect to α and n follow from ∂ log g/∂α = −(α + n/α)(1 − 1/y) and ∂ log g/∂n = 1 − 1/y − ln y.
 */
final class CrystalBallIntegral {
    private static final double ROOT_HALF = Math.sqrt(0.5);
    private static final double ROOT_HALF_PI = Math.sqrt(Math.PI / 2);

    private final double lo;
    private final double hi;
    private final double[] slopes = new double[6];
    private double value;
    private double tailValue;
    private double tailAlpha;
    private double tailN;

    CrystalBallIntegral(double lo, double hi) {
        this.lo = lo;
        this.hi = hi;
    }

    /** Integral over x. */
    double value() {
        return value;
    }

    /** Derivative of the logarithm of the integral with respect to a parameter. */
    double slope(int parameter) {
        return slopes[parameter];
    }

    /**
     * Computes integral and derivatives.
     *
     * @return whether the density is defined and its integral a positive number
     */
    boolean compute(double[] p) {
        double mean = p[DoubleSidedCrystalBall.MEAN];
        double sigma = p[DoubleSidedCrystalBall.SIGMA];
        double alphaL = p[DoubleSidedCrystalBall.ALPHA_L];
        double nL = p[DoubleSidedCrystalBall.N_L];
        double alphaR = p[DoubleSidedCrystalBall.ALPHA_R];
        double nR = p[DoubleSidedCrystalBall.N_R];
        if (!(sigma > 0 && alphaL > 0 && nL > 0 && alphaR > 0 && nR > 0)) {
            return false;
        }
        double tLo = (lo - mean) / sigma;
        double tHi = (hi - mean) / sigma;
        double coreLo = Math.max(tLo, -alphaL);
        double coreHi = Math.min(tHi, alphaR);
        double sum = coreLo < coreHi ? ROOT_HALF_PI * ErfDifference.value(coreLo * ROOT_HALF, coreHi * ROOT_HALF) : 0;
        tail(-Math.min(tHi, -alphaL), -tLo, alphaL, nL);
        sum += tailValue;
        slopes[DoubleSidedCrystalBall.ALPHA_L] = tailAlpha;
        slopes[DoubleSidedCrystalBall.N_L] = tailN;
        tail(Math.max(tLo, alphaR), tHi, alphaR, nR);
        sum += tailValue;
        slopes[DoubleSidedCrystalBall.ALPHA_R] = tailAlpha;
        slopes[DoubleSidedCrystalBall.N_R] = tailN;
        for (int k = DoubleSidedCrystalBall.ALPHA_L; k <= DoubleSidedCrystalBall.N_R; k++) {
            slopes[k] /= sum;
        }
        double gLo = unnormalised(tLo, alphaL, nL, alphaR, nR);
        double gHi = unnormalised(tHi, alphaL, nL, alphaR, nR);
        slopes[DoubleSidedCrystalBall.MEAN] = (gLo - gHi) / (sigma * sum);
        slopes[DoubleSidedCrystalBall.SIGMA] = (1 - (tHi * gHi - tLo * gLo) / sum) / sigma;
        value = sigma * sum;
        return value > 0 && value < Double.POSITIVE_INFINITY;
    }

    private static double unnormalised(double t, double alphaL, double nL, double alphaR, double nR) {
        if (t < -alphaL) {
            return tailAt(-t, alphaL, nL);
        }
        return t > alphaR ? tailAt(t, alphaR, nR) : Math.exp(-0.5 * t * t);
    }

    private static double tailAt(double distance, double alpha, double n) {
        return Math.exp(-0.5 * alpha * alpha - n * Math.log1p(alpha / n * (distance - alpha)));
    }

    /** Integral of a tail over the distance |t| from {@code from} to {@code to}, and its derivatives. */
    private void tail(double from, double to, double alpha, double n) {
        if (!(from < to)) {
            tailValue = 0;
            tailAlpha = 0;
            tailN = 0;
            return;
        }
        double q = n - 1;
        double log1 = Math.log1p(alpha / n * (from - alpha));
        double log2 = Math.log1p(alpha / n * (to - alpha));
        double h = log2 * phi(q * log2) - log1 * phi(q * log1);
        double hNext = log2 * phi(n * log2) - log1 * phi(n * log1);
        double hSlope = log2 * log2 * phiSlope(q * log2) - log1 * log1 * phiSlope(q * log1);
        double scale = n / alpha * Math.exp(-0.5 * alpha * alpha);
        tailValue = scale * h;
        tailAlpha = -(alpha + n / alpha) * scale * (h - hNext);
        tailN = scale * (hSlope + h - hNext);
    }

    /** (1 − e^{−z})/z. */
    private static double phi(double z) {
        return Math.abs(z) < 1e-8 ? 1 - 0.5 * z : -Math.expm1(-z) / z;
    }

    /** Derivative of {@link #phi}. */
    private static double phiSlope(double z) {
        if (Math.abs(z) > 0.3) {
            return (Math.exp(-z) * (1 + z) - 1) / (z * z);
        }
        // Σ_k (−1)^{k+1} (k+1) z^k / (k+2)!
        double term = -0.5;
        double sum = term;
        for (int k = 1; k < 14; k++) {
            term *= -z / (k + 2) * (k + 1) / k;
            sum += term;
        }
        return sum;
    }
}
