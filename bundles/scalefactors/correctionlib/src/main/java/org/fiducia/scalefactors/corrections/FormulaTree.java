package org.fiducia.scalefactors.corrections;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.fiducia.scalefactors.corrections.Formula.Operation;

/**
 * Makes instructions of a formula in reverse Polish order: operands that are at hand are part of the operation that takes them,
 * and what does not depend on inputs or parameters is worked out before. The value stays the same to the bit.
 */
final class FormulaTree {
    private final List<Operation> operations;
    private final List<Integer> operands;
    private final List<Double> literals;
    private final int parameters;
    private final List<Double> numbers = new ArrayList<>();
    private final List<Operation> made = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private final List<Integer> which = new ArrayList<>();
    private int depth;
    private int deepest;

    private FormulaTree(List<Operation> operations, List<Integer> operands, List<Double> literals, int parameters) {
        this.operations = operations;
        this.operands = operands;
        this.literals = literals;
        this.parameters = parameters;
    }

    private sealed interface Node {}

    private record Input(int which) implements Node {}

    private record Parameter(int which) implements Node {}

    private record Literal(double value) implements Node {}

    private record Unary(Operation operation, Node of) implements Node {}

    private record Binary(Operation operation, Node left, Node right) implements Node {}

    private record Choice(Node condition, Node yes, Node no) implements Node {}

    /**
     * Compiles a formula.
     *
     * @param operations in reverse Polish order; a choice is a condition, {@code UNLESS} with the place behind the {@code JUMP}
     *     over the other value as operand, one value, {@code JUMP} with the place behind the other one, the other
     * @param operands one of each
     * @param parameters how many there are
     */
    static Formula.Written compile(
            List<Operation> operations, List<Integer> operands, List<Double> literals, int parameters) {
        var tree = new FormulaTree(operations, operands, literals, parameters);
        tree.emit(tree.node(0, operations.size()));
        var formula = new Formula(
                tree.made.toArray(Operation[]::new),
                tree.places.stream().mapToInt(Integer::intValue).toArray(),
                tree.which.stream().mapToInt(Integer::intValue).toArray(),
                tree.deepest);
        double[] written =
                tree.numbers.stream().mapToDouble(Double::doubleValue).toArray();
        return new Formula.Written(formula, parameters, written);
    }

    private Node node(int from, int to) {
        Deque<Node> stack = new ArrayDeque<>();
        for (int k = from; k < to; k++) {
            Operation operation = operations.get(k);
            int operand = operands.get(k);
            switch (operation) {
                case LITERAL -> stack.push(new Literal(literals.get(operand)));
                case INPUT -> stack.push(new Input(operand));
                case PARAMETER -> stack.push(new Parameter(operand));
                case UNLESS -> {
                    int end = operands.get(operand - 1);
                    stack.push(new Choice(stack.pop(), node(k + 1, operand - 1), node(operand, end)));
                    k = end - 1;
                }
                default -> {
                    if (operation.binary()) {
                        Node right = stack.pop();
                        stack.push(folded(operation, stack.pop(), right));
                    } else {
                        stack.push(folded(operation, stack.pop()));
                    }
                }
            }
        }
        return stack.pop();
    }

    private static Node folded(Operation operation, Node of) {
        return of instanceof Literal known
                ? new Literal(Formula.of(operation, known.value(), 0))
                : new Unary(operation, of);
    }

    private static Node folded(Operation operation, Node left, Node right) {
        return left instanceof Literal x && right instanceof Literal y
                ? new Literal(Formula.of(operation, x.value(), y.value()))
                : new Binary(operation, left, right);
    }

    private void emit(Node node) {
        if (node instanceof Unary unary) {
            emit(unary.of());
            add(unary.operation(), Formula.NONE, 0);
        } else if (node instanceof Binary binary) {
            emit(binary);
        } else if (node instanceof Choice choice) {
            emit(choice.condition());
            int unless = add(Operation.UNLESS, Formula.NONE, 0);
            depth--;
            emit(choice.yes());
            int jump = add(Operation.JUMP, Formula.NONE, 0);
            depth--; // one of the two
            which.set(unless, made.size());
            emit(choice.no());
            which.set(jump, made.size());
        } else {
            take(Operation.TAKE, node);
            deepest = Math.max(deepest, ++depth);
        }
    }

    /** Whether a node is at hand: an operation takes it as its operand. */
    private static boolean atHand(Node node) {
        return node instanceof Input || node instanceof Parameter || node instanceof Literal;
    }

    /** An operation on what is at hand. */
    private void take(Operation operation, Node node) {
        if (node instanceof Input input) {
            add(operation, Formula.INPUT, input.which());
        } else if (node instanceof Parameter parameter) {
            add(operation, Formula.NUMBER, parameter.which());
        } else if (node instanceof Literal literal) {
            add(operation, Formula.NUMBER, parameters + numbers.size());
            numbers.add(literal.value());
        }
    }

    private void emit(Binary binary) {
        if (atHand(binary.right())) {
            emit(binary.left());
            take(binary.operation(), binary.right());
        } else if (atHand(binary.left()) && binary.operation().reversible()) {
            emit(binary.right());
            take(binary.operation().reversed(), binary.left());
        } else {
            emit(binary.left());
            emit(binary.right());
            add(binary.operation(), Formula.STACK, 0);
            depth--;
        }
    }

    private int add(Operation operation, int place, int operand) {
        made.add(operation);
        places.add(place);
        which.add(operand);
        return made.size() - 1;
    }
}
