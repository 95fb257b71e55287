package org.fiducia.api.model;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The extended likelihood of a measurement, as data: NLL = Σ_c ν_c − Σ_e w_e log Σ_k ν_k p_k(x_e) + constraints, with ν_c
 * the sum of the yields of category c. A category with binned data contributes Σ_b (ν_b − n_b log ν_b) instead, with ν_b the
 * integral of Σ_k ν_k p_k over interval b. Where a shape has {@linkplain Alternatives alternatives}, the penalty of {@link
 * Choice} is added.
 *
 * @param parameters every parameter, in the order of all parameter arrays
 * @param constraints auxiliary measurements
 * @param categories sets of events
 */
public record StatisticalModel(List<Parameter> parameters, List<Constraint> constraints, List<ModelCategory> categories)
        implements Serializable {
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

    /**
     * The same with its parameters called otherwise. Those that get the same name become one parameter, as in {@link #join}.
     *
     * @param names new name of each
     * @throws org.fiducia.api.FiduciaException when parameters that get the same name are not the same
     */
    public StatisticalModel renamed(UnaryOperator<String> names) {
        return ModelJoin.renamed(this, names);
    }

    /**
     * The model of several measurements together. Parameters of the same name are the same parameter: their limits, their
     * constraints and whether they float must agree; the first model says where they start and in which group they are, and
     * what is of interest in one is of interest. A constraint that models share counts once. The categories follow one
     * another in the order of the models; one whose name comes in several models is called after its model as well.
     *
     * @param models by a name for people, in their order
     * @throws org.fiducia.api.FiduciaException when parameters of one name are not the same: in which models, and how they
     *     differ
     */
    public static StatisticalModel join(Map<String, StatisticalModel> models) {
        return new ModelJoin(models).join();
    }

    /**
     * The same model as a function of fewer parameters: some are numbers. Constraints on nothing else are left out.
     *
     * @param values of those parameters by name
     */
    public StatisticalModel holding(Map<String, Double> values) {
        List<Parameter> others =
                parameters.stream().filter(p -> !values.containsKey(p.name())).toList();
        return replaced(others, name -> {
            Double value = values.get(name);
            return value == null ? Expression.ref(name) : Expression.constant(value);
        });
    }

    /**
     * The same model in other parameters. Constraints in which none is left are left out.
     *
     * @param others every parameter that there is then
     * @param by each parameter that there is now as a function of them
     */
    public StatisticalModel replaced(List<Parameter> others, Function<String, Expression> by) {
        return new StatisticalModel(
                others,
                constraints.stream()
                        .map(constraint -> constraint.replaced(by))
                        .filter(constraint -> !constraint.references().isEmpty())
                        .toList(),
                categories.stream().map(category -> category.replaced(by)).toList());
    }

    /**
     * Its choices between functions, in the order of the components where they occur; empty for most models.
     *
     * @throws org.fiducia.api.FiduciaException when a choice is not one: its parameter is missing or no number of an
     *     alternative, or its shapes have different numbers of alternatives
     */
    public List<Choice> choices() {
        return Choices.of(this);
    }

    /**
     * The model with every choice between functions made as the start values say: without the alternatives that are not
     * taken, and without the parameters that only they have.
     */
    public StatisticalModel chosen() {
        return Choices.made(this);
    }

    /**
     * The model with every choice held at a value, and with what then does not matter fixed: to be minimised by slopes.
     *
     * @param choices of this model
     * @param at a value for every parameter
     */
    public StatisticalModel held(List<Choice> choices, double[] at) {
        return Choices.held(this, choices, at);
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
