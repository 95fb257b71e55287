package org.fiducia.background.analytic.internal;

import java.util.List;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;

/**
 * A function fitted to the data of a category without signal.
 *
 * @param name family and order
 * @param order number of parameters
 * @param parameters starting at the fit
 * @param shape density
 * @param nll negative log-likelihood
 * @param goodness p-value of χ² in intervals of a unit, of at least 5 events each; NaN without degrees of freedom
 * @param expected events in these intervals
 */
record Trial(
        String name,
        int order,
        List<Parameter> parameters,
        Shape shape,
        double nll,
        double goodness,
        double[] expected) {
    /** The likelihood with half a unit for each parameter. */
    double penalised() {
        return nll + 0.5 * order;
    }
}
