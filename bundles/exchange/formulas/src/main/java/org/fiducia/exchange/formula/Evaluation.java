package org.fiducia.exchange.formula;

import java.util.Map;
import java.util.Objects;
import org.fiducia.api.model.Expression;

/** Values of expressions, one at a time; what is evaluated often is compiled instead. */
public final class Evaluation {
    private final Map<String, Double> parameters;

    /** @param parameters values by name, of every parameter that comes */
    public Evaluation(Map<String, Double> parameters) {
        this.parameters = Map.copyOf(parameters);
    }

    /** The value of an expression; not a number where it does not exist. */
    public double of(Expression expression) {
        if (expression instanceof Expression.Constant constant) {
            return constant.value();
        } else if (expression instanceof Expression.Ref ref) {
            return Objects.requireNonNull(parameters.get(ref.parameter()), "every parameter has a value");
        } else if (expression instanceof Expression.Sum sum) {
            return sum.terms().stream().mapToDouble(this::of).sum();
        } else if (expression instanceof Expression.Product product) {
            return product.factors().stream().mapToDouble(this::of).reduce(1, (a, b) -> a * b);
        }
        return of((Expression.Call) expression);
    }

    private double of(Expression.Call call) {
        double a = of(call.arguments().get(0));
        double b = call.arguments().size() > 1 ? of(call.arguments().get(1)) : Double.NaN;
        double c = call.arguments().size() > 2 ? of(call.arguments().get(2)) : Double.NaN;
        return switch (call.function()) {
            case EXP -> Math.exp(a);
            case LOG -> Math.log(a);
            case SQRT -> Math.sqrt(a);
            case ABS -> Math.abs(a);
            case POW -> Math.pow(a, b);
            case DIVIDE -> a / b;
            case MIN -> Math.min(a, b);
            case MAX -> Math.max(a, b);
            case SIN -> Math.sin(a);
            case COS -> Math.cos(a);
            case TANH -> Math.tanh(a);
            case ATAN -> Math.atan(a);
            case FLOOR -> Math.floor(a);
            case STEP -> a > 0 ? 1 : 0;
            case CHOICE -> a != 0 ? b : c;
            case ASYMMETRIC_LOG_NORMAL -> Math.exp(a * 0.5 * (b - c + (b + c) * smooth(2 * a)));
            case LINEAR_INTERPOLATION -> a * 0.5 * (b - c + (b + c) * smooth(a));
            case ERF, EXPONENTIAL_INTERPOLATION ->
                throw new IllegalArgumentException(call.function() + " is not evaluated one at a time");
        };
    }

    /** ⅛t(t²(3t² − 10) + 15), ±1 from ±1 on. */
    private static double smooth(double t) {
        double u = Math.max(-1, Math.min(1, t));
        return 0.125 * u * (u * u * (3 * u * u - 10) + 15);
    }
}
