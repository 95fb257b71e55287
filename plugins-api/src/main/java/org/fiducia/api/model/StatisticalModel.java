package org.fiducia.api.model;

import java.util.HashSet;
import java.util.List;

/**
 * The extended likelihood of a measurement, as data: NLL = Σ_c ν_c − Σ_e w_e log Σ_k ν_k p_k(x_e) + constraints, with ν_c
 * the sum of the yields of category c.
 *
 * @param parameters every parameter, in the order of all parameter arrays
 * @param constraints Gaussian constraints
 * @param categories sets of events
 */
public record StatisticalModel(
        List<Parameter> parameters, List<Constraint> constraints, List<ModelCategory> categories) {
    public StatisticalModel {
        parameters = List.copyOf(parameters);
        constraints = List.copyOf(constraints);
        categories = List.copyOf(categories);
        var names = new HashSet<String>();
        for (Parameter parameter : parameters) {
            if (!names.add(parameter.name())) {
                throw new IllegalArgumentException("two parameters are called " + parameter.name());
            }
        }
        for (Constraint constraint : constraints) {
            if (!names.contains(constraint.parameter())) {
                throw new IllegalArgumentException("constraint on unknown parameter " + constraint.parameter());
            }
        }
    }

    /** Index of a parameter, −1 when there is none of that name. */
    public int indexOf(String parameter) {
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).name().equals(parameter)) {
                return i;
            }
        }
        return -1;
    }

    /** Start values. */
    public double[] initial() {
        return parameters.stream().mapToDouble(Parameter::initial).toArray();
    }
}
