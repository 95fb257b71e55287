package org.fiducia.classifiers.training;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A network of layers that are fully connected, ReLU between them and a sigmoid at the end. Sums run in a fixed order.
 *
 * @param sizes of the layers, from the features to the one score
 * @param weights of each layer after the first: weight[to × from]
 * @param biases of each layer after the first
 */
record Mlp(int[] sizes, double[][] weights, double[][] biases) {
    /** A network with random weights (He et al., arXiv:1502.01852). */
    static Mlp random(int[] sizes, RandomGenerator random) {
        var weights = new double[sizes.length - 1][];
        var biases = new double[sizes.length - 1][];
        for (int l = 0; l < weights.length; l++) {
            weights[l] = new double[sizes[l + 1] * sizes[l]];
            double width = Math.sqrt(2.0 / sizes[l]);
            for (int k = 0; k < weights[l].length; k++) {
                weights[l][k] = width * random.nextGaussian();
            }
            biases[l] = new double[sizes[l + 1]];
        }
        return new Mlp(sizes, weights, biases);
    }

    /** The same for features that were not standardised, as x → (x − mean) / width. */
    Mlp ofRaw(double[] mean, double[] width) {
        double[] first = weights[0].clone();
        double[] shifted = biases[0].clone();
        int in = sizes[0];
        for (int o = 0; o < sizes[1]; o++) {
            for (int k = 0; k < in; k++) {
                first[o * in + k] /= width[k];
                shifted[o] -= first[o * in + k] * mean[k];
            }
        }
        double[][] otherWeights = weights.clone();
        double[][] otherBiases = biases.clone();
        otherWeights[0] = first;
        otherBiases[0] = shifted;
        return new Mlp(sizes, otherWeights, otherBiases);
    }

    /** The score of a row of features. */
    double score(double[] row) {
        double[] x = row;
        for (int l = 0; l < weights.length; l++) {
            var y = new double[sizes[l + 1]];
            for (int o = 0; o < y.length; o++) {
                double sum = 0;
                for (int k = 0; k < x.length; k++) {
                    sum += weights[l][o * x.length + k] * x[k];
                }
                y[o] = sum + biases[l][o];
                y[o] = l < weights.length - 1 ? Math.max(0, y[o]) : sigmoid(y[o]);
            }
            x = y;
        }
        return x[0];
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** Gradients by all weights and biases. */
    record Gradient(double[][] weights, double[][] biases) {}

    /**
     * Gradient of the weighted cross entropy −Σ w (t ln s + (1 − t) ln(1 − s)).
     *
     * @param columns features by columns: [feature][event]
     * @param target 1 for signal, 0 for background
     * @param weight of each event
     */
    Gradient gradient(double[][] columns, double[] target, double[] weight) {
        int n = target.length;
        int last = weights.length;
        var activations = new double[last + 1][][];
        activations[0] = columns;
        for (int l = 0; l < last; l++) {
            activations[l + 1] = forward(l, activations[l], n);
        }
        var delta = new double[1][n];
        for (int e = 0; e < n; e++) {
            delta[0][e] = weight[e] * (activations[last][0][e] - target[e]);
        }
        var byWeight = new double[last][];
        var byBias = new double[last][];
        for (int l = last - 1; l >= 0; l--) {
            int in = sizes[l];
            byWeight[l] = new double[weights[l].length];
            byBias[l] = new double[biases[l].length];
            for (int o = 0; o < sizes[l + 1]; o++) {
                for (int k = 0; k < in; k++) {
                    byWeight[l][o * in + k] = dot(delta[o], activations[l][k]);
                }
                byBias[l][o] = sum(delta[o]);
            }
            delta = l == 0 ? delta : backward(l, delta, activations[l]);
        }
        return new Gradient(byWeight, byBias);
    }

    private double[][] forward(int l, double[][] x, int n) {
        var y = new double[sizes[l + 1]][n];
        for (int o = 0; o < y.length; o++) {
            Arrays.fill(y[o], biases[l][o]);
            for (int k = 0; k < x.length; k++) {
                addScaled(weights[l][o * x.length + k], x[k], y[o]);
            }
            for (int e = 0; e < n; e++) {
                y[o][e] = l < weights.length - 1 ? Math.max(0, y[o][e]) : sigmoid(y[o][e]);
            }
        }
        return y;
    }

    private double[][] backward(int l, double[][] delta, double[][] x) {
        var before = new double[x.length][delta[0].length];
        for (int k = 0; k < x.length; k++) {
            for (int o = 0; o < delta.length; o++) {
                addScaled(weights[l][o * x.length + k], delta[o], before[k]);
            }
            for (int e = 0; e < before[k].length; e++) {
                before[k][e] = x[k][e] > 0 ? before[k][e] : 0;
            }
        }
        return before;
    }

    private static void addScaled(double factor, double[] x, double[] y) {
        for (int e = 0; e < y.length; e++) {
            y[e] += factor * x[e];
        }
    }

    /** In four parts, which the processor adds side by side. */
    private static double dot(double[] x, double[] y) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int e = 0;
        for (; e + 3 < x.length; e += 4) {
            a += x[e] * y[e];
            b += x[e + 1] * y[e + 1];
            c += x[e + 2] * y[e + 2];
            d += x[e + 3] * y[e + 3];
        }
        for (; e < x.length; e++) {
            a += x[e] * y[e];
        }
        return (a + b) + (c + d);
    }

    private static double sum(double[] x) {
        double sum = 0;
        for (double each : x) {
            sum += each;
        }
        return sum;
    }
}
