package org.fiducia.exchange.hs3;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Expression.Function;
import org.fiducia.exchange.json.JsonElement;

/**
 * Formulas as people and ROOT write them: numbers, names, + − * / ^ (or **), parentheses and functions. The usual ranks:
 * −x^2 is −(x²), powers bind from the right.
 */
final class FormulaParser {
    private static final int DEEPEST = 500;

    private static final Map<String, Function> FUNCTIONS = Map.ofEntries(
            Map.entry("exp", Function.EXP),
            Map.entry("log", Function.LOG),
            Map.entry("ln", Function.LOG),
            Map.entry("sqrt", Function.SQRT),
            Map.entry("abs", Function.ABS),
            Map.entry("fabs", Function.ABS),
            Map.entry("sin", Function.SIN),
            Map.entry("cos", Function.COS),
            Map.entry("tanh", Function.TANH),
            Map.entry("erf", Function.ERF),
            Map.entry("pow", Function.POW),
            Map.entry("power", Function.POW),
            Map.entry("min", Function.MIN),
            Map.entry("max", Function.MAX));

    private final String text;
    private final JsonElement place;
    private final java.util.function.Function<String, Expression> names;
    private int at;
    private int depth;

    private FormulaParser(String text, JsonElement place, java.util.function.Function<String, Expression> names) {
        this.text = text;
        this.place = place;
        this.names = names;
    }

    /**
     * Parses.
     *
     * @param formula a text
     * @param names what a name stands for; to throw for an unknown one
     */
    static Expression parse(JsonElement formula, java.util.function.Function<String, Expression> names) {
        var parser = new FormulaParser(formula.text(), formula, names);
        Expression expression = parser.sum();
        if (parser.peek() != 0) {
            throw parser.unexpected();
        }
        return expression;
    }

    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean take(String token) {
        peek();
        boolean there = text.startsWith(token, at);
        at += there ? token.length() : 0;
        return there;
    }

    private void expect(String token) {
        if (!take(token)) {
            throw unexpected();
        }
    }

    private FiduciaException unexpected() {
        char next = peek();
        return place.wrong(
                "'" + text + "': "
                        + (next == 0 ? "unexpected end" : "unexpected '" + next + "' at character " + (at + 1)),
                "formulas have numbers, names, + - * / ^, parentheses and the functions "
                        + String.join(", ", FUNCTIONS.keySet().stream().sorted().toList()));
    }

    private Expression sum() {
        var terms = new ArrayList<Expression>();
        terms.add(product());
        while (true) {
            if (take("+")) {
                terms.add(product());
            } else if (take("-")) {
                terms.add(negative(product()));
            } else {
                return terms.size() == 1 ? terms.get(0) : new Expression.Sum(terms);
            }
        }
    }

    private static Expression negative(Expression expression) {
        return expression instanceof Expression.Constant constant
                ? Expression.constant(-constant.value())
                : Expression.product(Expression.constant(-1), expression);
    }

    private Expression product() {
        var factors = new ArrayList<Expression>();
        factors.add(signed());
        while (true) {
            if (peek() == '*' && !text.startsWith("**", at)) {
                at++;
                factors.add(signed());
            } else if (take("/")) {
                Expression above = only(factors);
                factors.clear();
                factors.add(Expression.call(Function.DIVIDE, above, signed()));
            } else {
                return only(factors);
            }
        }
    }

    private static Expression only(List<Expression> factors) {
        return factors.size() == 1 ? factors.get(0) : new Expression.Product(factors);
    }

    private Expression signed() {
        if (++depth > DEEPEST) {
            throw place.wrong("is nested too deeply at character " + (at + 1), "write parts of it as functions");
        }
        Expression signed = take("-") ? negative(signed()) : take("+") ? signed() : power();
        depth--;
        return signed;
    }

    private Expression power() {
        Expression base = primary();
        return take("^") || take("**") ? Expression.call(Function.POW, base, signed()) : base;
    }

    private Expression primary() {
        char next = peek();
        if (take("(")) {
            Expression inner = sum();
            expect(")");
            return inner;
        } else if (Character.isDigit(next) || next == '.') {
            return Expression.constant(number());
        } else if (!isNameStart(next)) {
            throw unexpected();
        }
        int from = at;
        String name = name();
        if (!take("(")) {
            return names.apply(name);
        }
        return call(name, from);
    }

    private double number() {
        int from = at;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean exponentSign = (c == '+' || c == '-') && at > from && "eE".indexOf(text.charAt(at - 1)) >= 0;
            if (!(Character.isDigit(c) || c == '.' || c == 'e' || c == 'E' || exponentSign)) {
                break;
            }
            at++;
        }
        try {
            return Double.parseDouble(text.substring(from, at));
        } catch (NumberFormatException e) {
            at = from;
            throw unexpected();
        }
    }

    private static boolean isNameStart(char c) {
        return Character.isLetter(c) || c == '_';
    }

    /** A name, with ROOT's name spaces. */
    private String name() {
        int from = at;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean inside = isNameStart(c) || Character.isDigit(c) || c == '.' || c == ':';
            if (!inside) {
                break;
            }
            at++;
        }
        return text.substring(from, at);
    }

    private Expression call(String name, int from) {
        var arguments = new ArrayList<Expression>();
        do {
            arguments.add(sum());
        } while (take(","));
        expect(")");
        String plain = name.substring(name.lastIndexOf(':') + 1).toLowerCase(Locale.ROOT);
        Function function = FUNCTIONS.get(plain);
        if (function == null) {
            throw place.wrong(
                    "'" + text + "' calls " + name + " at character " + (from + 1) + ", which is not supported",
                    "supported are "
                            + String.join(
                                    ", ", FUNCTIONS.keySet().stream().sorted().toList()));
        }
        if (function.arguments() != arguments.size()) {
            throw place.wrong(
                    "'" + text + "' gives " + name + " " + arguments.size() + " arguments",
                    "it takes " + function.arguments());
        }
        return new Expression.Call(function, arguments);
    }
}
