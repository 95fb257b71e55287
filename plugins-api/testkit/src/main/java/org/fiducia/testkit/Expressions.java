package org.fiducia.testkit;

import java.util.Collection;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;

/** Values of expressions, those apart that interpolate, and the error function. */
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
        double[] x = call.arguments().stream()
                .mapToDouble(argument -> value(argument, parameters))
                .toArray();
        return switch (call.function()) {
            case EXP -> Math.exp(x[0]);
            case LOG -> Math.log(x[0]);
            case SQRT -> Math.sqrt(x[0]);
            case ABS -> Math.abs(x[0]);
            case POW -> Math.pow(x[0], x[1]);
            case DIVIDE -> x[0] / x[1];
            case MIN -> Math.min(x[0], x[1]);
            case MAX -> Math.max(x[0], x[1]);
            case SIN -> Math.sin(x[0]);
            case COS -> Math.cos(x[0]);
            case TANH -> Math.tanh(x[0]);
            case ATAN -> Math.atan(x[0]);
            case FLOOR -> Math.floor(x[0]);
            case STEP -> x[0] > 0 ? 1 : 0;
            case CHOICE -> x[0] != 0 ? x[1] : x[2];
            default -> throw new IllegalArgumentException("no value of " + call.function());
        };
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
