package org.fiducia.scalefactors.corrections;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fiducia.scalefactors.corrections.Formula.Operation;

/**
 * The part of TFormula that the schema knows: numbers, inputs {@code x y z t}, parameters {@code [0]}, functions, comparisons
 * and arithmetic; {@code ^} binds to the right and less than a sign before it. Beyond that: {@code ? :}, {@code &&},
 * {@code ||} and {@code !}.
 */
final class FormulaParser {
    private static final String INPUTS = "xyzt";
    private static final int NESTED = 200;

    /** Binary operators by how strongly they bind; of those that begin alike the longer first. */
    private static final List<Map<String, Operation>> LEVELS = List.of(
            Map.of("||", Operation.OR),
            Map.of("&&", Operation.AND),
            Map.of("==", Operation.EQUAL, "!=", Operation.NOT_EQUAL),
            Map.of(
                    ">=", Operation.GREATER_EQUAL,
                    "<=", Operation.LESS_EQUAL,
                    ">", Operation.GREATER,
                    "<", Operation.LESS),
            Map.of("-", Operation.MINUS, "+", Operation.PLUS),
            Map.of("/", Operation.DIVIDE, "*", Operation.TIMES));

    private static final Map<String, Operation> UNARY = Map.ofEntries(
            Map.entry("log", Operation.LOG),
            Map.entry("log10", Operation.LOG10),
            Map.entry("exp", Operation.EXP),
            Map.entry("erf", Operation.ERF),
            Map.entry("sqrt", Operation.SQRT),
            Map.entry("abs", Operation.ABS),
            Map.entry("cos", Operation.COS),
            Map.entry("sin", Operation.SIN),
            Map.entry("tan", Operation.TAN),
            Map.entry("acos", Operation.ACOS),
            Map.entry("asin", Operation.ASIN),
            Map.entry("atan", Operation.ATAN),
            Map.entry("cosh", Operation.COSH),
            Map.entry("sinh", Operation.SINH),
            Map.entry("tanh", Operation.TANH),
            Map.entry("acosh", Operation.ACOSH),
            Map.entry("asinh", Operation.ASINH),
            Map.entry("atanh", Operation.ATANH));

    private static final Map<String, Operation> BINARY =
            Map.of("atan2", Operation.ATAN2, "pow", Operation.POW, "max", Operation.MAX, "min", Operation.MIN);

    private final String text;
    private final int[] inputs;
    private final List<Operation> operations = new ArrayList<>();
    private final List<Integer> operands = new ArrayList<>();
    private final List<Double> literals = new ArrayList<>();
    private int at;
    private int parameters;
    private int nested;

    private FormulaParser(String text, int[] inputs) {
        this.text = text;
        this.inputs = inputs;
    }

    /**
     * Reads a formula.
     *
     * @param inputs inputs of the correction that x, y, z and t stand for
     * @throws IllegalArgumentException where it makes no sense
     */
    static Formula.Written parse(String text, int[] inputs) {
        var parser = new FormulaParser(text, inputs);
        parser.choice();
        parser.skip();
        if (parser.at < text.length()) {
            throw parser.wrong("an operator is expected");
        }
        return FormulaTree.compile(parser.operations, parser.operands, parser.literals, parser.parameters);
    }

    /** Condition ? value : value. */
    private void choice() {
        if (++nested > NESTED) {
            throw wrong("it is nested too deep");
        }
        binary(0);
        if (take("?")) {
            alternatives();
        }
        nested--;
    }

    private void alternatives() {
        int unless = add(Operation.UNLESS, 0);
        choice();
        int jump = add(Operation.JUMP, 0);
        expect(":");
        operands.set(unless, operations.size());
        choice();
        operands.set(jump, operations.size());
    }

    private void binary(int level) {
        if (level == LEVELS.size()) {
            power();
            return;
        }
        binary(level + 1);
        while (true) {
            Operation operation = operator(LEVELS.get(level));
            if (operation == null) {
                return;
            }
            binary(level + 1);
            add(operation, 0);
        }
    }

    private @org.fiducia.api.Nullable Operation operator(Map<String, Operation> level) {
        skip();
        for (int length = 2; length > 0; length--) {
            if (at + length <= text.length()) {
                Operation found = level.get(text.substring(at, at + length));
                if (found != null) {
                    at += length;
                    return found;
                }
            }
        }
        return null;
    }

    private void power() {
        signed();
        if (take("^")) {
            power();
            add(Operation.POW, 0);
        }
    }

    private void signed() {
        if (++nested > NESTED) {
            throw wrong("it is nested too deep");
        }
        if (take("-")) {
            signed();
            add(Operation.NEGATIVE, 0);
        } else if (take("+")) {
            signed();
        } else if (at < text.length() && text.charAt(at) == '!' && !text.startsWith("!=", at)) {
            at++;
            signed();
            add(Operation.NOT, 0);
        } else {
            atom();
        }
        nested--;
    }

    private void atom() {
        skip();
        if (take("(")) {
            choice();
            expect(")");
        } else if (take("[")) {
            int from = at;
            while (at < text.length() && Character.isDigit(text.charAt(at))) {
                at++;
            }
            if (from == at || at - from > 6) {
                throw wrong("the number of a parameter is expected");
            }
            int parameter = Integer.parseInt(text.substring(from, at));
            parameters = Math.max(parameters, parameter + 1);
            expect("]");
            add(Operation.PARAMETER, parameter);
        } else if (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            number();
        } else {
            named();
        }
    }

    private void number() {
        int from = at;
        digits();
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            digits();
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
                at++;
            }
            digits();
        }
        try {
            literals.add(Double.parseDouble(text.substring(from, at)));
        } catch (NumberFormatException e) {
            at = from;
            throw wrong("a number is expected");
        }
        add(Operation.LITERAL, literals.size() - 1);
    }

    private void digits() {
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
    }

    private void named() {
        int from = at;
        while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        String name = text.substring(from, at);
        Operation function = UNARY.getOrDefault(name, BINARY.get(name));
        if (function != null) {
            expect("(");
            choice();
            if (function.binary()) {
                expect(",");
                choice();
            }
            expect(")");
            add(function, 0);
            return;
        }
        int input = name.length() == 1 ? INPUTS.indexOf(name) : -1;
        if (input < 0) {
            at = from;
            throw wrong(name.isEmpty() ? "a value is expected" : name + " is not known");
        }
        if (input >= inputs.length) {
            at = from;
            throw wrong("it has no variable for " + name);
        }
        add(Operation.INPUT, inputs[input]);
    }

    private int add(Operation operation, int operand) {
        operations.add(operation);
        operands.add(operand);
        return operations.size() - 1;
    }

    private void skip() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean take(String symbol) {
        skip();
        boolean there = text.startsWith(symbol, at);
        at += there ? symbol.length() : 0;
        return there;
    }

    private void expect(String symbol) {
        if (!take(symbol)) {
            throw wrong(symbol + " is expected");
        }
    }

    private IllegalArgumentException wrong(String what) {
        String rest = text.substring(Math.min(at, text.length()));
        return new IllegalArgumentException(
                "the formula " + text + ": " + what + (rest.isEmpty() ? " at its end" : " at  " + rest));
    }
}
