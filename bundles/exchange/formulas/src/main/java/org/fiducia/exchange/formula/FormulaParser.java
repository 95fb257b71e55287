package org.fiducia.exchange.formula;

import static org.fiducia.api.model.Expression.call;
import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.product;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Expression.Function;

/**
 * Formulas as the standard, people and ROOT write them: numbers, names, + − * / ^ (or **), comparisons, !, &amp;&amp;, ||, a ? b
 * : c, parentheses and functions. The usual ranks: −x^2 is −(x²), powers bind from the right. What is true is 1, what is
 * false 0; every number but 0 is true. A name may begin with @, as arguments by number do: @0.
 */
public final class FormulaParser {
    private static final int DEEPEST = 500;

    /** Names that stand for numbers. */
    public static final Map<String, Double> CONSTANTS =
            Map.of("PI", Math.PI, "EULER", Math.E, "TRUE", 1.0, "FALSE", 0.0);

    private final FormulaFunctions functions = new FormulaFunctions();
    private final String text;
    private final BiFunction<String, String, FiduciaException> wrong;
    private final java.util.function.Function<String, Expression> names;
    private int at;
    private int depth;

    /** How many a ? b : c are open before their colon, in which a colon ends a name. */
    private int choices;

    private FormulaParser(
            String text,
            BiFunction<String, String, FiduciaException> wrong,
            java.util.function.Function<String, Expression> names) {
        this.text = text;
        this.wrong = wrong;
        this.names = names;
    }

    /**
     * Parses.
     *
     * @param formula a text
     * @param wrong makes the error of a formula that makes no sense, of what is wrong and the remedy
     * @param names what a name stands for; to throw for an unknown one
     */
    public static Expression parse(
            String formula,
            BiFunction<String, String, FiduciaException> wrong,
            java.util.function.Function<String, Expression> names) {
        var parser = new FormulaParser(formula, wrong, names);
        Expression expression = parser.choice();
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
        return wrong.apply(
                "'" + text + "': "
                        + (next == 0 ? "unexpected end" : "unexpected '" + next + "' at character " + (at + 1)),
                "formulas have numbers, names, + - * / ^, comparisons, !, &&, ||, a ? b : c, parentheses and the"
                        + " functions " + String.join(", ", functions.names()));
    }

    private void enter() {
        if (++depth > DEEPEST) {
            throw wrong.apply("is nested too deeply at character " + (at + 1), "write parts of it as functions");
        }
    }

    private Expression choice() {
        enter();
        Expression condition = or();
        if (take("?")) {
            choices++;
            Expression then = choice();
            choices--;
            expect(":");
            condition = call(Function.CHOICE, condition, then, choice());
        }
        depth--;
        return condition;
    }

    private Expression or() {
        Expression all = and();
        while (take("||")) {
            all = call(Function.MAX, truth(all), truth(and()));
        }
        return all;
    }

    private Expression and() {
        Expression all = equality();
        while (take("&&")) {
            all = product(truth(all), truth(equality()));
        }
        return all;
    }

    /** 1 for any number but 0. */
    private static Expression truth(Expression expression) {
        return Terms.step(call(Function.ABS, expression));
    }

    private static Expression not(Expression truth) {
        return Terms.difference(constant(1), truth);
    }

    private Expression equality() {
        Expression left = relation();
        while (true) {
            boolean equal = take("===") || take("==");
            if (!equal && !(take("!==") || take("!="))) {
                return left;
            }
            Expression different = truth(Terms.difference(left, relation()));
            left = equal ? not(different) : different;
        }
    }

    private Expression relation() {
        Expression left = sum();
        while (true) {
            if (take("<=")) {
                left = not(Terms.step(Terms.difference(left, sum())));
            } else if (take(">=")) {
                left = not(Terms.step(Terms.difference(sum(), left)));
            } else if (take("<")) {
                left = Terms.step(Terms.difference(sum(), left));
            } else if (take(">")) {
                left = Terms.step(Terms.difference(left, sum()));
            } else {
                return left;
            }
        }
    }

    private Expression sum() {
        var terms = new ArrayList<Expression>();
        terms.add(term());
        while (true) {
            if (take("+")) {
                terms.add(term());
            } else if (take("-")) {
                terms.add(Terms.minus(term()));
            } else {
                return terms.size() == 1 ? terms.get(0) : new Expression.Sum(terms);
            }
        }
    }

    private Expression term() {
        var factors = new ArrayList<Expression>();
        factors.add(signed());
        while (true) {
            if (peek() == '*' && !text.startsWith("**", at)) {
                at++;
                factors.add(signed());
            } else if (take("/")) {
                Expression above = only(factors);
                factors.clear();
                factors.add(Terms.quotient(above, signed()));
            } else {
                return only(factors);
            }
        }
    }

    private static Expression only(List<Expression> factors) {
        return factors.size() == 1 ? factors.get(0) : new Expression.Product(factors);
    }

    private Expression signed() {
        enter();
        Expression signed;
        if (take("-")) {
            signed = Terms.minus(signed());
        } else if (take("+")) {
            signed = signed();
        } else if (peek() == '!' && !text.startsWith("!=", at)) {
            at++;
            signed = not(truth(signed()));
        } else {
            signed = power();
        }
        depth--;
        return signed;
    }

    private Expression power() {
        Expression base = primary();
        return take("^") || take("**") ? call(Function.POW, base, signed()) : base;
    }

    private Expression primary() {
        char next = peek();
        if (take("(")) {
            int open = choices;
            choices = 0;
            Expression inner = choice();
            choices = open;
            expect(")");
            return inner;
        } else if (Character.isDigit(next) || next == '.') {
            return constant(number());
        } else if (!isNameStart(next)) {
            throw unexpected();
        }
        int from = at;
        String name = name();
        if (take("(")) {
            return called(name, from);
        }
        Double number = CONSTANTS.get(name);
        return number == null ? names.apply(name) : constant(number);
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
        return Character.isLetter(c) || c == '_' || c == '@';
    }

    /** A name, with ROOT's name spaces. */
    private String name() {
        int from = at;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (text.startsWith("::", at)) {
                at += 2;
            } else if (isNameStart(c) || Character.isDigit(c) || c == '.' || c == ':' && choices == 0) {
                at++;
            } else {
                break;
            }
        }
        return text.substring(from, at);
    }

    private Expression called(String name, int from) {
        int open = choices;
        choices = 0;
        var arguments = new ArrayList<Expression>();
        if (peek() != ')') {
            do {
                arguments.add(choice());
            } while (take(","));
        }
        choices = open;
        expect(")");
        String plain = name.substring(name.lastIndexOf(':') + 1).toLowerCase(Locale.ROOT);
        if (!functions.has(plain)) {
            throw wrong.apply(
                    "'" + text + "' calls " + name + " at character " + (from + 1) + ", which is not supported",
                    "supported are " + String.join(", ", functions.names()));
        }
        String expected = functions.expects(plain, arguments.size());
        if (!expected.isEmpty()) {
            throw wrong.apply(
                    "'" + text + "' gives " + name + " " + arguments.size() + " arguments", "it takes " + expected);
        }
        return functions.call(plain, arguments);
    }
}
