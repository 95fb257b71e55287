package org.fiducia.statistics.likelihood;

import org.fiducia.api.fit.ConstraintFunction;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Parameter;

/**
 * A factor γ of some components of one bin, with an auxiliary measurement of its own, that touches nothing else: the
 * statistics of simulation in that bin. The likelihood is minimised over it in the bin itself.
 *
 * @param category the bin: index of a category whose data are a histogram of one interval
 * @param parameter γ, with its limits
 * @param scaled which components of the category have the factor
 * @param function of the auxiliary measurement: Gaussian or Poisson, convex in γ
 * @param constraint the auxiliary measurement
 * @param offset of each parameter of the function
 * @param slope of each parameter of the function by γ
 */
record BinStatistic(
        int category,
        Parameter parameter,
        boolean[] scaled,
        ConstraintFunction function,
        Constraint constraint,
        double[] offset,
        double[] slope) {
    /** The same with another result of the auxiliary measurement. */
    BinStatistic observing(double result) {
        return new BinStatistic(category, parameter, scaled, function, constraint.observing(result), offset, slope);
    }

    /** Parameters of the auxiliary measurement. */
    double[] at(double gamma) {
        double[] at = new double[offset.length];
        for (int i = 0; i < at.length; i++) {
            at[i] = offset[i] + slope[i] * gamma;
        }
        return at;
    }
}
