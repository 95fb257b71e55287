package org.fiducia.statistics.likelihood;

import org.fiducia.api.fit.ShapeFunction;

/** A density with second derivatives in closed form, which spares their differences. */
public interface CurvedKernel extends ShapeFunction.Kernel {
    /** Whether it has them here. */
    default boolean isCurved() {
        return true;
    }

    /**
     * Σ weight · ∂²density/∂parameter∂parameter′ at the parameters of the last evaluation.
     *
     * @param density as the last evaluation gave it: per point, or per step
     * @param weight of each point or step
     * @param wanted which parameters are wanted
     * @param curvature out, symmetric; 0 for others
     */
    void curvature(double[] density, double[] weight, boolean[] wanted, double[][] curvature);
}
