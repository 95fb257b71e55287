package org.fiducia.api.model;

import java.util.List;

/**
 * A choice between functions in a model: all shapes with {@linkplain Alternatives alternatives} by one parameter.
 *
 * <p>The likelihood has a penalty of ½ for each floating parameter of the function that is taken, so that −2 log L grows by
 * the number of these parameters: a function with more of them must describe the data better by as much. What counts is what
 * floats in the model from which the likelihood was compiled; parameters that a constraint acts on do not.
 *
 * @param index of the parameter among those of the model, see {@link StatisticalModel#indexOf}
 * @param alternatives in the order of the values of the parameter
 * @param local indices of the floating parameters that act in the categories of this choice only, such as the number of
 *     events of the function; without those of the alternatives, and without constrained ones
 * @param categories indices of the categories where it acts, rising
 */
public record Choice(int index, List<Alternative> alternatives, List<Integer> local, List<Integer> categories) {
    public Choice {
        alternatives = List.copyOf(alternatives);
        local = List.copyOf(local);
        categories = List.copyOf(categories);
    }

    /**
     * A function.
     *
     * @param name for people
     * @param own indices of the parameters that act through alternatives only, in this one, fixed ones included: when
     *     another is taken they do not matter
     * @param floating how many of these float
     */
    public record Alternative(String name, List<Integer> own, int floating) {
        public Alternative {
            own = List.copyOf(own);
        }
    }

    /** The penalty of an alternative in the negative log-likelihood. */
    public double penalty(int alternative) {
        return 0.5 * alternatives.get(alternative).floating();
    }

    /**
     * Which alternative is taken.
     *
     * @param parameters of the model
     * @return its number; −1 when the parameter has no such value
     */
    public int taken(double[] parameters) {
        double value = parameters[index];
        return value == Math.rint(value) && value >= 0 && value < alternatives.size() ? (int) value : -1;
    }
}
