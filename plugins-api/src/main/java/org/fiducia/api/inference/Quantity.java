package org.fiducia.api.inference;

import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;

/**
 * What something is concluded about: a cross section, a mass, a signal strength, or any function of the parameters of a
 * model. A parameter has an interval of its profile likelihood, any other expression the Hesse uncertainty that its gradient
 * and the covariance give it.
 *
 * @param name unique among the quantities of a call
 * @param title for people, LaTeX between dollar signs
 * @param unit empty for none
 * @param value as a function of the parameters
 * @param predicted its value in the prediction
 */
public record Quantity(String name, String title, String unit, Expression value, double predicted) {
    /** A parameter, predicted to be where it starts. */
    public static Quantity of(Parameter parameter, String unit) {
        return new Quantity(
                parameter.name(), parameter.name(), unit, Expression.ref(parameter.name()), parameter.initial());
    }

    /** Whether it is a parameter. */
    public boolean isParameter() {
        return value instanceof Expression.Ref;
    }
}
