package org.fiducia.scalefactors.corrections;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.Erf;

/**
 * A formula as instructions on one running value and a stack of others. Made by {@link FormulaTree}. Its numbers, parameters
 * and behind them those that are written in it, are elsewhere: formulas that differ in them alone are equal.
 */
final class Formula {
    /** The operand is on the stack: it is the running value, and the other one comes from the stack. */
    static final int STACK = 0;

    static final int INPUT = 1;

    /** A parameter, or a number that is written in it. */
    static final int NUMBER = 2;

    /** There is no operand, or it is the target of a jump. */
    static final int NONE = 3;

    private final Operation[] operations;
    private final int[] places;
    private final int[] operands;
    private final int depth;
    private final boolean straight;

    /**
     * @param operations what to do, in order
     * @param places of their operands
     * @param operands which ones these are, or the target of a jump
     * @param depth of the stack that it needs
     */
    Formula(Operation[] operations, int[] places, int[] operands, int depth) {
        this.operations = operations;
        this.places = places;
        this.operands = operands;
        this.depth = depth;
        this.straight = !Arrays.asList(operations).contains(Operation.JUMP);
    }

    /**
     * A formula as it is written.
     *
     * @param parameters how many it asks for
     * @param literals numbers that are written in it
     */
    record Written(Formula formula, int parameters, double[] literals) {
        /**
         * Its numbers.
         *
         * @param given parameters, of which there are enough
         */
        double[] numbers(double... given) {
            double[] numbers = Arrays.copyOf(given, parameters + literals.length);
            System.arraycopy(literals, 0, numbers, parameters, literals.length);
            return numbers;
        }
    }

    /** Room on the stack that it needs. */
    int depth() {
        return depth;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Formula formula
                && Arrays.equals(operations, formula.operations)
                && Arrays.equals(places, formula.places)
                && Arrays.equals(operands, formula.operands);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(operations) + Arrays.hashCode(operands);
    }

    /** What a formula does. */
    enum Operation {
        /** Takes a number in; the one before is put on the stack. */
        TAKE,
        LITERAL,
        INPUT,
        PARAMETER,
        /** Goes on elsewhere when the value is 0, which is taken off. */
        UNLESS,
        /** Goes on elsewhere. */
        JUMP,
        NEGATIVE,
        NOT,
        LOG,
        LOG10,
        EXP,
        ERF,
        SQRT,
        ABS,
        COS,
        SIN,
        TAN,
        ACOS,
        ASIN,
        ATAN,
        COSH,
        SINH,
        TANH,
        ACOSH,
        ASINH,
        ATANH,
        ATAN2,
        POW,
        MAX,
        MIN,
        EQUAL,
        NOT_EQUAL,
        GREATER,
        LESS,
        GREATER_EQUAL,
        LESS_EQUAL,
        MINUS,
        PLUS,
        DIVIDE,
        TIMES,
        AND,
        OR,
        /** The other number less this one. */
        LESS_VALUE,
        /** The other number over this one. */
        OVER_VALUE;

        boolean binary() {
            return ordinal() >= ATAN2.ordinal();
        }

        /** The same with its operands the other way around, to the bit; itself where there is none. */
        Operation reversed() {
            return switch (this) {
                case MINUS -> LESS_VALUE;
                case DIVIDE -> OVER_VALUE;
                case GREATER -> LESS;
                case LESS -> GREATER;
                case GREATER_EQUAL -> LESS_EQUAL;
                case LESS_EQUAL -> GREATER_EQUAL;
                default -> this;
            };
        }

        /** Whether it is {@link #reversed} by itself or has one that is. */
        boolean reversible() {
            return binary() && this != ATAN2 && this != POW;
        }
    }

    /**
     * Its value.
     *
     * @param numbers array in which its numbers are
     * @param first index of the first of them
     */
    double of(Values values, double[] numbers, int first) {
        double[] stack = values.stack;
        double value = 0;
        int top = 0;
        for (int k = 0; k < operations.length; k++) {
            int operand = operands[k];
            double right;
            switch (places[k]) {
                case NUMBER -> right = numbers[first + operand];
                case INPUT -> right = values.reals[operand];
                case STACK -> {
                    right = value;
                    value = stack[--top];
                }
                default -> right = 0;
            }
            Operation operation = operations[k];
            switch (operation) {
                case TAKE -> {
                    stack[top++] = value;
                    value = right;
                }
                case PLUS -> value += right;
                case TIMES -> value *= right;
                case MINUS -> value -= right;
                case DIVIDE -> value /= right;
                case UNLESS -> {
                    k = value == 0 ? operand - 1 : k;
                    value = stack[--top];
                }
                case JUMP -> k = operand - 1;
                default -> value = of(operation, value, right);
            }
        }
        return value;
    }

    /** Whether all is done one after the other, without a choice. */
    boolean straight() {
        return straight;
    }

    /**
     * Its values for objects of a block, instruction by instruction.
     *
     * @param from first place in the block
     * @param to behind the last one
     * @param columns [input][object], empty for inputs that are the same for all
     * @param values with these
     * @param numbers array in which its numbers are
     * @param into takes the value of each object
     */
    void of(Block block, int from, int to, double[][] columns, Values values, double[] numbers, double[] into) {
        double[] right = block.right;
        int top = -1;
        for (int k = 0; k < operations.length; k++) {
            double[] with = right;
            if (places[k] == STACK) {
                with = block.stack[top--];
            } else if (places[k] != NONE) {
                fill(block, from, to, k, columns, values, numbers);
            }
            if (operations[k] == Operation.TAKE) {
                System.arraycopy(right, from, block.stack[++top], from, to - from);
            } else {
                apply(operations[k], block.stack[top], with, from, to);
            }
        }
        double[] value = block.stack[0];
        for (int k = from; k < to; k++) {
            into[block.objects[k]] = value[k];
        }
    }

    /** The operands of an instruction. */
    private void fill(
            Block block, int from, int to, int instruction, double[][] columns, Values values, double[] numbers) {
        int operand = operands[instruction];
        if (places[instruction] == NUMBER) {
            for (int k = from; k < to; k++) {
                block.right[k] = numbers[block.first[k] + operand];
            }
        } else if (columns[operand].length == 0) {
            Arrays.fill(block.right, from, to, values.reals[operand]);
        } else {
            for (int k = from; k < to; k++) {
                block.right[k] = columns[operand][block.objects[k]];
            }
        }
    }

    private static void apply(Operation operation, double[] value, double[] right, int from, int to) {
        switch (operation) {
            case PLUS -> {
                for (int k = from; k < to; k++) {
                    value[k] += right[k];
                }
            }
            case TIMES -> {
                for (int k = from; k < to; k++) {
                    value[k] *= right[k];
                }
            }
            case MINUS -> {
                for (int k = from; k < to; k++) {
                    value[k] -= right[k];
                }
            }
            case DIVIDE -> {
                for (int k = from; k < to; k++) {
                    value[k] /= right[k];
                }
            }
            default -> {
                for (int k = from; k < to; k++) {
                    value[k] = of(operation, value[k], right[k]);
                }
            }
        }
    }

    /** An operation on numbers; the second one is of no meaning where it takes one. */
    static double of(Operation operation, double x, double y) {
        return switch (operation) {
            case NEGATIVE -> -x;
            case NOT -> x == 0 ? 1 : 0;
            case LOG -> Math.log(x);
            case LOG10 -> Math.log10(x);
            case EXP -> Math.exp(x);
            case ERF -> Erf.value(x);
            case SQRT -> Math.sqrt(x);
            case ABS -> Math.abs(x);
            case COS -> Math.cos(x);
            case SIN -> Math.sin(x);
            case TAN -> Math.tan(x);
            case ACOS -> Math.acos(x);
            case ASIN -> Math.asin(x);
            case ATAN -> Math.atan(x);
            case COSH -> Math.cosh(x);
            case SINH -> Math.sinh(x);
            case TANH -> Math.tanh(x);
            case ACOSH -> Math.log(x + Math.sqrt((x - 1) * (x + 1)));
            case ASINH -> Math.copySign(Math.log1p(Math.abs(x) + x * x / (1 + Math.sqrt(1 + x * x))), x);
            case ATANH -> 0.5 * Math.log1p(2 * x / (1 - x));
            case ATAN2 -> Math.atan2(x, y);
            case POW -> Math.pow(x, y);
            case MAX -> Math.max(x, y);
            case MIN -> Math.min(x, y);
            case EQUAL -> x == y ? 1 : 0;
            case NOT_EQUAL -> x != y ? 1 : 0;
            case GREATER -> x > y ? 1 : 0;
            case LESS -> x < y ? 1 : 0;
            case GREATER_EQUAL -> x >= y ? 1 : 0;
            case LESS_EQUAL -> x <= y ? 1 : 0;
            case MINUS -> x - y;
            case PLUS -> x + y;
            case DIVIDE -> x / y;
            case TIMES -> x * y;
            case AND -> x != 0 && y != 0 ? 1 : 0;
            case OR -> x != 0 || y != 0 ? 1 : 0;
            case LESS_VALUE -> y - x;
            case OVER_VALUE -> y / x;
            default -> throw new IllegalStateException(operation.name());
        };
    }
}
