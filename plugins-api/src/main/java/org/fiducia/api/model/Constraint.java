package org.fiducia.api.model;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * An auxiliary measurement: −log p(observed | parameters) is added to the negative log-likelihood, without terms that do
 * not depend on the parameters of the model. What the kind means is defined by the {@link
 * org.fiducia.api.fit.ConstraintFunction} of that name.
 *
 * @param kind name of the constraint function, e.g. {@code gaussian}, {@code poisson}
 * @param observed result of the auxiliary measurement
 * @param parameters its parameters by name, in the function's order
 */
public record Constraint(String kind, double observed, Map<String, Expression> parameters) implements Serializable {
    /** Kind of a Gaussian auxiliary measurement: ½((observed − mean)/sigma)². */
    public static final String GAUSSIAN = "gaussian";

    private static final String MEAN = "mean";
    private static final String SIGMA = "sigma";

    public Constraint {
        parameters = new LinkedHashMap<>(parameters);
        if (!Double.isFinite(observed)) {
            throw new IllegalArgumentException(kind + " constraint: observed " + observed);
        }
    }

    /**
     * A Gaussian constraint of one parameter: ½((θ − centre)/width)².
     *
     * @param parameter name of θ
     * @param centre value preferred by the auxiliary measurement
     * @param width its uncertainty, &gt; 0
     */
    public static Constraint gaussian(String parameter, double centre, double width) {
        if (!(width > 0)) {
            throw new IllegalArgumentException("constraint on " + parameter + ": width " + width);
        }
        var parameters = new LinkedHashMap<String, Expression>();
        parameters.put(MEAN, Expression.ref(parameter));
        parameters.put(SIGMA, Expression.constant(width));
        return new Constraint(GAUSSIAN, centre, parameters);
    }

    /** The same with another result of the auxiliary measurement. */
    public Constraint observing(double result) {
        return new Constraint(kind, result, parameters);
    }

    /** The same with the parameters of the model called otherwise. */
    public Constraint renamed(UnaryOperator<String> names) {
        var renamed = new LinkedHashMap<String, Expression>();
        parameters.forEach((name, value) -> renamed.put(name, value.renamed(names)));
        return new Constraint(kind, observed, renamed);
    }

    /** The same with an expression in the place of each parameter of the model. */
    Constraint replaced(Function<String, Expression> by) {
        var replaced = new LinkedHashMap<String, Expression>();
        parameters.forEach((name, value) -> replaced.put(name, value.replaced(by)));
        return new Constraint(kind, observed, replaced);
    }

    /** Names of the parameters of the model that it depends on. */
    public Set<String> references() {
        var names = new LinkedHashSet<String>();
        parameters.values().forEach(value -> names.addAll(value.references()));
        return names;
    }

    /** The parameter of a Gaussian constraint of one parameter with a constant width. */
    public Optional<String> gaussianParameter() {
        return kind.equals(GAUSSIAN)
                        && parameters.get(MEAN) instanceof Expression.Ref ref
                        && parameters.get(SIGMA) instanceof Expression.Constant
                ? Optional.of(ref.parameter())
                : Optional.empty();
    }

    /** Width of such a constraint. */
    public double gaussianWidth() {
        if (parameters.get(SIGMA) instanceof Expression.Constant sigma) {
            return sigma.value();
        }
        throw new IllegalStateException("no constant width");
    }

    /** Expressions of its parameters. */
    List<Expression> expressions() {
        return List.copyOf(parameters.values());
    }
}
