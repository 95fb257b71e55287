package org.fiducia.exchange.combine;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.fiducia.api.model.Expression;

/** Formulas of a card: its arguments by their numbers, without blanks. */
record FormulaText(List<String> arguments) {
    String of(Expression expression) {
        if (expression instanceof Expression.Constant constant) {
            String number = CardWriter.number(constant.value());
            return constant.value() < 0 ? "(" + number + ")" : number;
        } else if (expression instanceof Expression.Ref ref) {
            return "@" + arguments.indexOf(ref.parameter());
        } else if (expression instanceof Expression.Sum sum) {
            return joined(sum.terms(), "+", "0");
        } else if (expression instanceof Expression.Product product) {
            return joined(product.factors(), "*", "1");
        }
        Expression.Call call = (Expression.Call) expression;
        List<String> parts = call.arguments().stream().map(this::of).toList();
        return switch (call.function()) {
            case EXP, LOG, SQRT, ABS, SIN, COS, TANH, ERF, ATAN, FLOOR, POW, MIN, MAX ->
                call.function().name().toLowerCase(Locale.ROOT) + "(" + String.join(",", parts) + ")";
            case DIVIDE -> "((" + parts.get(0) + ")/(" + parts.get(1) + "))";
            case STEP -> "((" + parts.get(0) + ")>0)";
            case CHOICE -> "((" + parts.get(0) + ")?(" + parts.get(1) + "):(" + parts.get(2) + "))";
            case ASYMMETRIC_LOG_NORMAL, EXPONENTIAL_INTERPOLATION, LINEAR_INTERPOLATION ->
                throw CardWriter.refused(
                        "an interpolation in " + expression.references() + " of another kind than lnN");
        };
    }

    private String joined(List<Expression> parts, String sign, String none) {
        return parts.isEmpty() ? none : parts.stream().map(this::of).collect(Collectors.joining(sign, "(", ")"));
    }
}
