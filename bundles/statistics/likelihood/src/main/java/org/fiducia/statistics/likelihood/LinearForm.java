package org.fiducia.statistics.likelihood;

import java.util.Arrays;

/** constant + Σ coefficient · node, under construction. */
final class LinearForm {
    private double constant;
    private int[] nodes = new int[4];
    private double[] coefficients = new double[4];
    private int size;
    private boolean tidy = true;

    static LinearForm constant(double value) {
        var form = new LinearForm();
        form.constant = value;
        return form;
    }

    static LinearForm of(double coefficient, int node) {
        var form = new LinearForm();
        form.add(coefficient, node);
        return form;
    }

    void add(double coefficient, int node) {
        if (coefficient == 0) {
            return;
        }
        if (size == nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * size);
            coefficients = Arrays.copyOf(coefficients, 2 * size);
        }
        tidy &= size == 0 || nodes[size - 1] < node;
        nodes[size] = node;
        coefficients[size++] = coefficient;
    }

    /** Adds factor · other. */
    void add(double factor, LinearForm other) {
        constant += factor * other.constant;
        for (int i = 0; i < other.size; i++) {
            add(factor * other.coefficients[i], other.nodes[i]);
        }
    }

    LinearForm times(double factor) {
        var form = new LinearForm();
        form.add(factor, this);
        return form;
    }

    /** Sorts by node and merges terms of the same node. */
    private void tidy() {
        if (tidy) {
            return;
        }
        long[] order = new long[size]; // terms of the same node stay in their order
        for (int i = 0; i < size; i++) {
            order[i] = (long) nodes[i] << Integer.SIZE | i;
        }
        Arrays.sort(order);
        double[] before = Arrays.copyOf(coefficients, size);
        for (int i = 0; i < size; i++) {
            nodes[i] = (int) (order[i] >> Integer.SIZE);
            coefficients[i] = before[(int) order[i]];
        }
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (kept > 0 && nodes[kept - 1] == nodes[i]) {
                coefficients[kept - 1] += coefficients[i];
            } else {
                nodes[kept] = nodes[i];
                coefficients[kept++] = coefficients[i];
            }
        }
        size = 0;
        for (int i = 0; i < kept; i++) {
            if (coefficients[i] != 0) {
                nodes[size] = nodes[i];
                coefficients[size++] = coefficients[i];
            }
        }
        tidy = true;
    }

    double constant() {
        return constant;
    }

    boolean isConstant() {
        tidy();
        return size == 0;
    }

    /** Whether it is coefficient · node. */
    boolean isSingle() {
        tidy();
        return size == 1 && constant == 0;
    }

    int[] nodes() {
        tidy();
        return Arrays.copyOf(nodes, size);
    }

    double[] coefficients() {
        tidy();
        return Arrays.copyOf(coefficients, size);
    }
}
