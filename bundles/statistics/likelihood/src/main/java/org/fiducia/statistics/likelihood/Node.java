package org.fiducia.statistics.likelihood;

import java.util.Arrays;

/**
 * One step of a {@link Program} while it is built.
 *
 * @param op what it computes
 * @param constant number of a constant, offset of a linear form, factor of a product, exponent of a power
 * @param children nodes it needs; index of the parameter for a parameter
 * @param coefficients one per child of a linear form, else empty
 */
record Node(Op op, double constant, int[] children, double[] coefficients) {
    private static final double[] NO_COEFFICIENTS = {};

    static Node of(Op op, double constant, int... children) {
        return new Node(op, constant, children, NO_COEFFICIENTS);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Node node
                && op == node.op
                && Double.doubleToLongBits(constant) == Double.doubleToLongBits(node.constant)
                && Arrays.equals(children, node.children)
                && Arrays.equals(coefficients, node.coefficients);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * op.ordinal() + Double.hashCode(constant)) + Arrays.hashCode(children))
                + Arrays.hashCode(coefficients);
    }
}
