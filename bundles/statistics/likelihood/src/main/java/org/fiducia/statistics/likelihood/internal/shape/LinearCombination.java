package org.fiducia.statistics.likelihood.internal.shape;

import org.fiducia.api.Nullable;
import org.fiducia.api.fit.ShapeFunction;

/**
 * A density Σ_k c_k B_k(x) / Σ_k c_k I_k of fixed functions B_k, I_k their integrals over the window. Where the sum is
 * negative so is the density: it is not clipped, so that the likelihood stays smooth.
 */
final class LinearCombination implements ShapeFunction.Kernel {
    private final double[][] functions;
    private final double[] integrals;
    private final Positive positive;
    private boolean negative;

    /** Whether coefficients are known to give a density that is nowhere negative. */
    interface Positive {
        boolean with(double[] coefficients);
    }

    /**
     * @param functions [function][point]
     * @param integrals one per function
     * @param positive says when no density is negative; it need not know always
     */
    LinearCombination(double[][] functions, double[] integrals, Positive positive) {
        this.functions = functions;
        this.integrals = integrals;
        this.positive = positive;
    }

    @Override
    public boolean negative() {
        return negative;
    }

    @Override
    public void evaluate(double[] c, double[] density, @Nullable double[][] derivatives) {
        negative = !positive.with(c);
        double integral = 0;
        for (int k = 0; k < c.length; k++) {
            integral += c[k] * integrals[k];
        }
        if (!(integral > 0 && integral < Double.POSITIVE_INFINITY)) {
            Runs.undefined(density, derivatives);
            return;
        }
        double norm = 1 / integral;
        for (int k = 0; k < c.length; k++) {
            double[] function = functions[k];
            double factor = c[k] * norm;
            for (int i = 0; i < function.length; i++) {
                density[i] = k == 0 ? factor * function[i] : density[i] + factor * function[i];
            }
        }
        for (int k = 0; derivatives != null && k < c.length; k++) {
            double[] derivative = derivatives[k];
            for (int i = 0; derivative != null && i < derivative.length; i++) {
                derivative[i] = norm * (functions[k][i] - density[i] * integrals[k]);
            }
        }
    }
}
