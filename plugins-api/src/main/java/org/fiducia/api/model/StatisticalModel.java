package org.fiducia.api.model;

import java.util.HashSet;
import java.util.List;

/**
 * The extended likelihood of a measurement, as data: NLL = Σ_c ν_c − Σ_e w_e log Σ_k ν_k p_k(x_e) + constraints, with ν_c
 * the sum of the yields of category c. A category with binned data contributes Σ_b (ν_b − n_b log ν_b) instead, with ν_b the
 * integral of Σ_k ν_k p_k over interval b.
 *
 * @param parameters every parameter, in the order of all parameter arrays
 * @param constraints auxiliary measurements
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
            for (Expression expression : constraint.expressions()) {
                for (String name : expression.references()) {
                    if (!names.contains(name)) {
                        throw new IllegalArgumentException("constraint on unknown parameter " + name);
                    }
                }
            }
        }
    }

    /** The same with other parameters of the same names. */
    public StatisticalModel withParameters(List<Parameter> others) {
        return new StatisticalModel(others, constraints, categories);
    }

    /** The same with other constraints. */
    public StatisticalModel withConstraints(List<Constraint> others) {
        return new StatisticalModel(parameters, others, categories);
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
