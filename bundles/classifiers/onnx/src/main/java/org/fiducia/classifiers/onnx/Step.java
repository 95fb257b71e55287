package org.fiducia.classifiers.onnx;

import java.util.Arrays;
import java.util.List;

/**
 * A step of a program: from some values of rows to another. A value is a field of its own of numbers in single precision, a
 * column after the other, so that the inner loops run over rows; sums run over columns in their order, whatever the rows.
 */
interface Step {
    /**
     * Computes.
     *
     * @param values the fields
     * @param n number of rows
     */
    void run(float[][] values, int n);

    /**
     * Products with a matrix, and what is added to them.
     *
     * @param from number of the field
     * @param to number of the field of the result
     * @param in number of columns
     * @param weights of each column of the result those of all columns
     * @param added to each column of the result; empty for nothing
     * @param scale factor on the products
     */
    record Linear(int from, int to, int in, float[][] weights, float[] added, float scale) implements Step {
        @Override
        public void run(float[][] values, int n) {
            float[] x = values[from];
            float[] y = values[to];
            for (int o = 0; o < weights.length; o++) {
                int at = o * n;
                Arrays.fill(y, at, at + n, 0f);
                for (int k = 0; k < in; k++) {
                    addScaled(x, k * n, weights[o][k], y, at, n);
                }
                float more = added.length > 0 ? added[o] : 0f;
                for (int r = at; r < at + n; r++) {
                    y[r] = y[r] * scale + more;
                }
            }
        }

        private static void addScaled(float[] x, int from, float weight, float[] y, int to, int n) {
            for (int r = 0; r < n; r++) {
                y[to + r] += weight * x[from + r];
            }
        }
    }

    /** What is done to a number alone. */
    enum Activation {
        RELU,
        LEAKY_RELU,
        SIGMOID,
        TANH;

        float of(float x, float slope) {
            return switch (this) {
                case RELU -> Math.max(0f, x);
                case LEAKY_RELU -> x >= 0 ? x : slope * x;
                case SIGMOID -> (float) (1 / (1 + Math.exp(-x)));
                case TANH -> (float) Math.tanh(x);
            };
        }
    }

    /**
     * Something that is done to every number.
     *
     * @param slope of negative numbers where it leaks
     */
    record Each(Activation activation, int from, int to, int width, float slope) implements Step {
        @Override
        public void run(float[][] values, int n) {
            float[] x = values[from];
            float[] y = values[to];
            for (int k = 0; k < width * n; k++) {
                y[k] = activation.of(x[k], slope);
            }
        }
    }

    /** Limits on every number. */
    record Limits(int from, int to, int width, float lo, float hi) implements Step {
        @Override
        public void run(float[][] values, int n) {
            for (int k = 0; k < width * n; k++) {
                values[to][k] = Math.min(hi, Math.max(lo, values[from][k]));
            }
        }
    }

    /** Exponentials of the columns of a row, with sum 1. */
    record Softmax(int from, int to, int width) implements Step {
        @Override
        public void run(float[][] values, int n) {
            float[] x = values[from];
            float[] y = values[to];
            for (int r = 0; r < n; r++) {
                float most = Float.NEGATIVE_INFINITY;
                for (int k = 0; k < width; k++) {
                    most = Math.max(most, x[k * n + r]);
                }
                float sum = 0;
                for (int k = 0; k < width; k++) {
                    y[k * n + r] = (float) Math.exp(x[k * n + r] - most);
                    sum += y[k * n + r];
                }
                for (int k = 0; k < width; k++) {
                    y[k * n + r] /= sum;
                }
            }
        }
    }

    /** Two numbers become one. */
    enum Operation {
        ADD,
        SUB,
        MUL,
        DIV;

        float of(float a, float b) {
            return switch (this) {
                case ADD -> a + b;
                case SUB -> a - b;
                case MUL -> a * b;
                case DIV -> a / b;
            };
        }
    }

    /**
     * One side of an operation.
     *
     * @param field number of the field; −1 for numbers that are the same for every row
     * @param numbers a number per column where they are
     * @param single whether one column serves all
     */
    record Operand(int field, float[] numbers, boolean single) {
        float at(float[][] values, int column, int row, int n) {
            int k = single ? 0 : column;
            return field < 0 ? numbers[k] : values[field][k * n + row];
        }
    }

    /** An operation column by column. */
    record Pairwise(Operation operation, Operand a, Operand b, int to, int width) implements Step {
        @Override
        public void run(float[][] values, int n) {
            for (int k = 0; k < width; k++) {
                for (int r = 0; r < n; r++) {
                    values[to][k * n + r] = operation.of(a.at(values, k, r, n), b.at(values, k, r, n));
                }
            }
        }
    }

    /**
     * Columns beside each other.
     *
     * @param from numbers of the fields
     * @param widths their numbers of columns
     */
    record Beside(List<Integer> from, List<Integer> widths, int to) implements Step {
        @Override
        public void run(float[][] values, int n) {
            int at = 0;
            for (int k = 0; k < from.size(); k++) {
                System.arraycopy(values[from.get(k)], 0, values[to], at * n, widths.get(k) * n);
                at += widths.get(k);
            }
        }
    }
}
