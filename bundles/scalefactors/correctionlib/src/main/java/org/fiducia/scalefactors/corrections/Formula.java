package org.fiducia.scalefactors.corrections;

import org.apache.commons.numbers.gamma.Erf;

/**
 * A formula in reverse Polish order: operations on a stack.
 *
 * @param operations what to do, in order
 * @param operands input, parameter or index of a literal that an operation takes; target of a jump
 * @param literals numbers in it
 * @param depth of the stack that it needs
 * @param parameters how many it asks for
 */
record Formula(Operation[] operations, int[] operands, double[] literals, int depth, int parameters) {
    /** What a formula does with what is on the stack. */
    enum Operation {
        LITERAL,
        INPUT,
        PARAMETER,
        /** Goes on elsewhere when the topmost is 0, which is taken off. */
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
        OR;

        boolean binary() {
            return ordinal() >= ATAN2.ordinal();
        }
    }

    /**
     * Its value.
     *
     * @param parameters array in which its parameters are
     * @param first index of the first of them
     */
    double of(Values values, double[] parameters, int first) {
        double[] stack = values.stack;
        int top = -1;
        for (int k = 0; k < operations.length; k++) {
            Operation operation = operations[k];
            switch (operation) {
                case LITERAL -> stack[++top] = literals[operands[k]];
                case INPUT -> stack[++top] = values.reals[operands[k]];
                case PARAMETER -> stack[++top] = parameters[first + operands[k]];
                case JUMP -> k = operands[k] - 1;
                case UNLESS -> {
                    if (stack[top--] == 0) {
                        k = operands[k] - 1;
                    }
                }
                default -> {
                    if (operation.binary()) {
                        top--;
                        stack[top] = of(operation, stack[top], stack[top + 1]);
                    } else {
                        stack[top] = of(operation, stack[top]);
                    }
                }
            }
        }
        return stack[0];
    }

    private static double of(Operation operation, double x) {
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
            default -> throw new IllegalStateException(operation.name());
        };
    }

    private static double of(Operation operation, double x, double y) {
        return switch (operation) {
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
            default -> throw new IllegalStateException(operation.name());
        };
    }
}
