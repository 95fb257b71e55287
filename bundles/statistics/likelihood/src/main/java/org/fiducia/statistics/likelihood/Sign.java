package org.fiducia.statistics.likelihood;

import java.util.Map;
import org.fiducia.api.model.Expression;

/** What can be told of the sign of an expression from its form. */
final class Sign {
    private Sign() {}

    /**
     * Whether an expression is nowhere negative for sure.
     *
     * @param least a number below which none of the variables falls, by name; others may be anything
     */
    static boolean notNegative(Expression expression, Map<String, Double> least) {
        if (expression instanceof Expression.Constant constant) {
            return constant.value() >= 0;
        } else if (expression instanceof Expression.Ref ref) {
            return least.getOrDefault(ref.parameter(), Double.NaN) >= 0;
        } else if (expression instanceof Expression.Sum sum) {
            return sum.terms().stream().allMatch(term -> notNegative(term, least));
        } else if (expression instanceof Expression.Product product) {
            return product.factors().stream().allMatch(factor -> notNegative(factor, least));
        }
        var call = (Expression.Call) expression;
        Expression first = call.arguments().get(0);
        return switch (call.function()) {
            case EXP, SQRT, ABS, ASYMMETRIC_LOG_NORMAL, EXPONENTIAL_INTERPOLATION -> true;
            case POW -> notNegative(first, least) || even(call.arguments().get(1));
            case DIVIDE, MIN ->
                notNegative(first, least) && notNegative(call.arguments().get(1), least);
            case MAX ->
                notNegative(first, least) || notNegative(call.arguments().get(1), least);
            case TANH, ERF -> notNegative(first, least);
            default -> false;
        };
    }

    private static boolean even(Expression exponent) {
        return exponent instanceof Expression.Constant constant && constant.value() % 2 == 0;
    }
}
