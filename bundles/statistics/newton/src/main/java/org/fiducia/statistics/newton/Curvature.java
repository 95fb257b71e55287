package org.fiducia.statistics.newton;

import org.fiducia.api.Nullable;
import org.fiducia.statistics.hesse.Region;

/** The inverse of the exact Hessian at the end of a fit, where it has one. */
final class Curvature {
    private @Nullable double[][] covariance;
    private double condition = Double.NaN;

    Curvature(double[][] hessian, Region region, double[] at, double[] gradient) {
        int n = region.size();
        var cholesky = new Cholesky(n);
        boolean[] wanted = new boolean[n];
        boolean anyHeld = false;
        for (int i = 0; i < n; i++) {
            wanted[i] = region.free(i);
            anyHeld |= wanted[i] && !region.mayMove(i, at, gradient);
        }
        boolean good = cholesky.factor(hessian, wanted, region.steps(), 0);
        if (!good && anyHeld) {
            // Where a limit holds a parameter, the likelihood need not bend up along it.
            for (int i = 0; i < n; i++) {
                wanted[i] = region.mayMove(i, at, gradient);
            }
            good = cholesky.factor(hessian, wanted, region.steps(), 0);
        }
        if (good) {
            covariance = cholesky.inverse(n);
            condition = cholesky.condition(hessian, covariance);
        }
    }

    /** Null when the Hessian is not positive. */
    @Nullable double[][] covariance() {
        return covariance;
    }

    double condition() {
        return condition;
    }
}
