package org.fiducia.exchange.formula;

import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.product;
import static org.fiducia.api.model.Expression.sum;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Expression.Function;

/**
 * Functions that formulas may call, by their names in lower case and without name space: those of the standard, of C++ and
 * the elementary ones of ROOT's TMath.
 */
public final class FormulaFunctions {
    /** Makes the value of a call. */
    private interface Maker {
        Expression of(List<Expression> arguments);
    }

    private record Entry(int least, int most, Maker maker) {}

    private final Map<String, Entry> entries = new TreeMap<>();

    /** All of them. */
    public FormulaFunctions() {
        one("exp", Function.EXP);
        one("log", Function.LOG);
        one("ln", Function.LOG);
        one("sqrt", Function.SQRT);
        one("abs", Function.ABS);
        one("fabs", Function.ABS);
        one("sin", Function.SIN);
        one("cos", Function.COS);
        one("tanh", Function.TANH);
        one("erf", Function.ERF);
        one("atan", Function.ATAN);
        one("floor", Function.FLOOR);
        one("tan", x -> Terms.quotient(Expression.call(Function.SIN, x), Expression.call(Function.COS, x)));
        one("asin", FormulaFunctions::asin);
        one("acos", x -> Terms.difference(constant(0.5 * Math.PI), asin(x)));
        one("sinh", x -> product(constant(0.5), Terms.difference(Terms.exp(x), Terms.exp(Terms.minus(x)))));
        one("cosh", x -> product(constant(0.5), sum(Terms.exp(x), Terms.exp(Terms.minus(x)))));
        one("log10", x -> product(constant(1 / Math.log(10)), Expression.call(Function.LOG, x)));
        one("log2", x -> product(constant(1 / Math.log(2)), Expression.call(Function.LOG, x)));
        one("erfc", x -> Terms.difference(constant(1), Expression.call(Function.ERF, x)));
        one("ceil", x -> Terms.minus(Expression.call(Function.FLOOR, Terms.minus(x))));
        one("sq", x -> product(x, x));
        two("pow", Function.POW);
        two("power", Function.POW);
        entries.put("hypot", new Entry(2, 2, FormulaFunctions::hypot));
        several("min", Function.MIN);
        several("max", Function.MAX);
        entries.put("ifelse", new Entry(3, 3, a -> Expression.call(Function.CHOICE, a.get(0), a.get(1), a.get(2))));
        entries.put(
                "gaus",
                new Entry(3, 3, a -> Terms.gauss(Terms.quotient(Terms.difference(a.get(0), a.get(1)), a.get(2)))));
        entries.put("pi", new Entry(0, 0, a -> constant(Math.PI)));
        entries.put("e", new Entry(0, 0, a -> constant(Math.E)));
    }

    private void one(String name, Function function) {
        one(name, x -> Expression.call(function, x));
    }

    private void one(String name, java.util.function.UnaryOperator<Expression> maker) {
        entries.put(name, new Entry(1, 1, arguments -> maker.apply(arguments.get(0))));
    }

    private void two(String name, Function function) {
        entries.put(name, new Entry(2, 2, arguments -> new Expression.Call(function, arguments)));
    }

    private void several(String name, Function function) {
        entries.put(
                name,
                new Entry(
                        2,
                        100,
                        arguments -> arguments.stream()
                                .reduce((a, b) -> Expression.call(function, a, b))
                                .orElseThrow()));
    }

    /** arctan(x/√(1 − x²)). */
    private static Expression asin(Expression x) {
        Expression adjacent = Expression.call(Function.SQRT, Terms.difference(constant(1), product(x, x)));
        return Expression.call(Function.ATAN, Terms.quotient(x, adjacent));
    }

    private static Expression hypot(List<Expression> a) {
        return Expression.call(Function.SQRT, sum(product(a.get(0), a.get(0)), product(a.get(1), a.get(1))));
    }

    /** Their names, sorted. */
    public List<String> names() {
        return List.copyOf(entries.keySet());
    }

    boolean has(String name) {
        return entries.containsKey(name);
    }

    /** How many arguments a function takes, for messages; empty when so many are right. */
    String expects(String name, int arguments) {
        Entry entry = entry(name);
        if (arguments >= entry.least() && arguments <= entry.most()) {
            return "";
        }
        return entry.least() == entry.most() ? Integer.toString(entry.least()) : entry.least() + " and more";
    }

    Expression call(String name, List<Expression> arguments) {
        return entry(name).maker().of(arguments);
    }

    private Entry entry(String name) {
        return Objects.requireNonNull(entries.get(name), "asked of functions that are there");
    }
}
