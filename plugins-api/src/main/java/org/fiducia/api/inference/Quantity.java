package org.fiducia.api.inference;

import java.util.List;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;

/**
 * What something is concluded about: a cross section, a mass, a signal strength, or any function of the parameters of a
 * model. A parameter, and a sum of free ones, has an interval of its profile likelihood, any other expression the Hesse uncertainty that its gradient
 * and the covariance give it.
 *
 * @param name unique among the quantities of a call
 * @param title for people, LaTeX between dollar signs
 * @param unit empty for none
 * @param value as a function of the parameters
 * @param predicted its value in the prediction
 * @param theoryDown uncertainty of the prediction downwards, ≥ 0
 * @param theoryUp likewise upwards
 * @param causes change of the prediction at plus one standard deviation of each independent cause of its uncertainty, the same
 *     causes for all quantities of a call; empty when the uncertainties of all have one cause
 */
public record Quantity(
        String name,
        String title,
        String unit,
        Expression value,
        double predicted,
        double theoryDown,
        double theoryUp,
        List<Double> causes) {
    public Quantity {
        causes = List.copyOf(causes);
    }

    /** One whose prediction has an uncertainty of one cause. */
    public Quantity(
            String name,
            String title,
            String unit,
            Expression value,
            double predicted,
            double theoryDown,
            double theoryUp) {
        this(name, title, unit, value, predicted, theoryDown, theoryUp, List.of());
    }

    /** A quantity of which the prediction is exact. */
    public Quantity(String name, String title, String unit, Expression value, double predicted) {
        this(name, title, unit, value, predicted, 0, 0);
    }

    /** The same with an uncertainty of its prediction. */
    public Quantity withTheory(double down, double up) {
        return new Quantity(name, title, unit, value, predicted, down, up, causes);
    }

    /** The same with independent causes of the uncertainty of its prediction. */
    public Quantity withCauses(List<Double> changes) {
        return new Quantity(name, title, unit, value, predicted, theoryDown, theoryUp, changes);
    }

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
