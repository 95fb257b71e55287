package org.fiducia.testkit;

import java.util.Collection;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;

/** Values of expressions of numbers, parameters, sums, products and quotients. */
public final class Expressions {
    private Expressions() {}

    /**
     * The value.
     *
     * @param parameters value of a parameter by its name
     */
    public static double value(Expression expression, ToDoubleFunction<String> parameters) {
        if (expression instanceof Expression.Constant constant) {
            return constant.value();
        }
        if (expression instanceof Expression.Ref ref) {
            return parameters.applyAsDouble(ref.parameter());
        }
        if (expression instanceof Expression.Sum sum) {
            return sum.terms().stream()
                    .mapToDouble(term -> value(term, parameters))
                    .sum();
        }
        if (expression instanceof Expression.Product product) {
            return product.factors().stream()
                    .mapToDouble(factor -> value(factor, parameters))
                    .reduce(1, (a, b) -> a * b);
        }
        var call = (Expression.Call) expression;
        if (call.function() != Expression.Function.DIVIDE) {
            throw new IllegalArgumentException("no value of " + call.function());
        }
        return value(call.arguments().get(0), parameters)
                / value(call.arguments().get(1), parameters);
    }

    /** The value where parameters start. */
    public static double initial(Expression expression, Collection<Parameter> parameters) {
        var start = parameters.stream().collect(Collectors.toMap(Parameter::name, Parameter::initial, (a, b) -> a));
        return value(expression, name -> {
            if (!start.containsKey(name)) {
                throw new AssertionError("nobody declares " + name + ", only " + start.keySet());
            }
            return start.get(name);
        });
    }
}
