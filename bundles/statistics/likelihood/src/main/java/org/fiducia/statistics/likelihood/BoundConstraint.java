package org.fiducia.statistics.likelihood;

import org.fiducia.api.fit.ConstraintFunction;

/**
 * A constraint of a model, compiled.
 *
 * @param function its kind
 * @param parameter index of the parameter of a Gaussian constraint of a plain parameter; −1 for any other
 * @param nodes node of the program for each of its parameters; none for a Gaussian constraint of a plain parameter
 */
record BoundConstraint(ConstraintFunction function, int parameter, int[] nodes) {
    boolean plain() {
        return parameter >= 0;
    }
}
