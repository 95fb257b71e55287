package org.fiducia.exchange.hs3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Expression.Function;
import org.fiducia.api.model.Shape;
import org.fiducia.exchange.formula.FormulaParser;

/**
 * Writes expressions: numbers and names as they are, products as such, HistFactory's interpolations as interpolation and
 * interpolation0d, everything else as a generic_function. Equal expressions become one function.
 */
final class FunctionWriter {
    /** What a name must look like to be understood within a formula. */
    private static final Pattern IDENTIFIER = Pattern.compile("[\\p{L}_][\\p{L}\\d_.]*");

    private final ArrayNode functions;
    private final Set<String> taken = new HashSet<>();
    private final Map<Expression, String> written = new HashMap<>();

    /**
     * @param functions to be filled
     * @param names that others use already
     */
    FunctionWriter(ArrayNode functions, Iterable<String> names) {
        this.functions = functions;
        names.forEach(taken::add);
    }

    /** A name that nobody has yet. */
    String unique(String wish) {
        String name = wish;
        for (int i = 2; !taken.add(name); i++) {
            name = wish + "_" + i;
        }
        return name;
    }

    /**
     * The number, the name of the parameter, or the name of a function written for it.
     *
     * @param wish name of the function if it needs one
     */
    JsonNode reference(Expression expression, String wish) {
        if (expression instanceof Expression.Constant constant) {
            return DoubleNode.valueOf(constant.value());
        } else if (expression instanceof Expression.Ref ref) {
            return TextNode.valueOf(ref.parameter());
        }
        return TextNode.valueOf(name(expression, wish));
    }

    private String name(Expression expression, String wish) {
        String before = written.get(expression);
        if (before != null) {
            return before;
        }
        String name = unique(wish);
        written.put(expression, name);
        if (expression instanceof Expression.Product product) {
            addProduct(name, product.factors());
        } else if (expression instanceof Expression.Call call && isInterpolation(call)) {
            addInterpolation(name, call);
        } else {
            String text = text(expression, "");
            ObjectNode function = add(name, "generic_function");
            function.put("expression", text);
        }
        return name;
    }

    private ObjectNode add(String name, String type) {
        ObjectNode function = functions.addObject();
        function.put("name", name);
        function.put("type", type);
        return function;
    }

    private void addProduct(String name, List<Expression> factors) {
        var references = factors.stream()
                .map(factor -> reference(factor, name + "_factor"))
                .toList();
        ArrayNode list = add(name, "product").putArray("factors");
        references.forEach(list::add);
    }

    private static boolean isInterpolation(Expression.Call call) {
        return call.function() == Function.EXPONENTIAL_INTERPOLATION
                || call.function() == Function.LINEAR_INTERPOLATION;
    }

    private void addInterpolation(String name, Expression.Call call) {
        boolean factor = call.function() == Function.EXPONENTIAL_INTERPOLATION;
        JsonNode nuisance = reference(call.arguments().get(0), name + "_nuisance");
        JsonNode up = reference(call.arguments().get(1), name + "_up");
        JsonNode down = reference(call.arguments().get(2), name + "_down");
        ObjectNode function = add(name, factor ? "interpolation0d" : "interpolation");
        function.putArray("vars").add(nuisance);
        function.put("nom", factor ? 1.0 : 0.0);
        function.putArray("high").add(up);
        function.putArray("low").add(down);
        function.putArray("interpolationCodes").add(4);
        if (!factor) {
            function.put("positiveDefinite", false);
        }
    }

    /**
     * An expression as a formula.
     *
     * @param observable name of the observable, for {@link Shape#VARIABLE}
     */
    String text(Expression expression, String observable) {
        if (expression instanceof Expression.Constant constant) {
            String number = Double.toString(constant.value());
            return constant.value() < 0 ? "(" + number + ")" : number;
        } else if (expression instanceof Expression.Ref ref) {
            return identifier(
                    ref.parameter().equals(Shape.VARIABLE) && !observable.isEmpty() ? observable : ref.parameter());
        } else if (expression instanceof Expression.Sum sum) {
            return sum.terms().isEmpty() ? "0" : "(" + joined(sum.terms(), " + ", observable) + ")";
        } else if (expression instanceof Expression.Product product) {
            return product.factors().isEmpty() ? "1" : "(" + joined(product.factors(), "*", observable) + ")";
        }
        return call((Expression.Call) expression, observable);
    }

    private String joined(List<Expression> parts, String between, String observable) {
        return parts.stream().map(part -> text(part, observable)).collect(Collectors.joining(between));
    }

    private String call(Expression.Call call, String observable) {
        if (isInterpolation(call)) {
            return name(call, "interpolation");
        }
        String arguments = joined(call.arguments(), ", ", observable);
        return switch (call.function()) {
            case DIVIDE ->
                "(" + text(call.arguments().get(0), observable) + "/"
                        + text(call.arguments().get(1), observable) + ")";
            case ASYMMETRIC_LOG_NORMAL -> asymmetric(call, observable);
            case EXP -> "exp(" + arguments + ")";
            case LOG -> "log(" + arguments + ")";
            case SQRT -> "sqrt(" + arguments + ")";
            case ABS -> "abs(" + arguments + ")";
            case SIN -> "sin(" + arguments + ")";
            case COS -> "cos(" + arguments + ")";
            case TANH -> "tanh(" + arguments + ")";
            case ERF -> "erf(" + arguments + ")";
            case ATAN -> "atan(" + arguments + ")";
            case FLOOR -> "floor(" + arguments + ")";
            case STEP -> "(" + arguments + " > 0)";
            case CHOICE ->
                "(" + text(call.arguments().get(0), observable) + " ? "
                        + text(call.arguments().get(1), observable) + " : "
                        + text(call.arguments().get(2), observable) + ")";
            case POW -> "pow(" + arguments + ")";
            case MIN -> "min(" + arguments + ")";
            case MAX -> "max(" + arguments + ")";
            case EXPONENTIAL_INTERPOLATION, LINEAR_INTERPOLATION -> throw new AssertionError(call);
        };
    }

    /** The definition, with t clipped by absolute values. */
    private String asymmetric(Expression.Call call, String observable) {
        String theta = text(call.arguments().get(0), observable);
        String up = text(call.arguments().get(1), observable);
        String down = text(call.arguments().get(2), observable);
        String t = "(abs(" + theta + " + 0.5) - abs(" + theta + " - 0.5))";
        String alpha = "(0.125*" + t + "*(" + t + "*" + t + "*(3*" + t + "*" + t + " - 10) + 15))";
        return "exp(" + theta + "*(0.5*(" + up + " - " + down + ") + 0.5*(" + up + " + " + down + ")*" + alpha + "))";
    }

    /** The name, or that of a function for it that a formula understands. */
    private String identifier(String name) {
        if (IDENTIFIER.matcher(name).matches() && !FormulaParser.CONSTANTS.containsKey(name)) {
            return name;
        }
        Expression alone = Expression.product(Expression.ref(name));
        return name(alone, "alias_" + name.replaceAll("[^\\p{L}\\d]", "_"));
    }
}
