package org.fiducia.classifiers.training;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.fiducia.api.Progress;

/**
 * Trains a network with the method of Adam (Kingma and Ba, arXiv:1412.6980) and weights that decay (Loshchilov and Hutter,
 * arXiv:1711.05101), both classes with the same sum of weights. On one thread, the same to the last bit for the same seed.
 *
 * @param hidden sizes of the layers between features and score
 * @param most steps of the optimiser at most
 * @param seed of the first weights and the order of the events
 */
record Trainer(int[] hidden, int most, long seed) {
    private static final double RATE = 0.01;
    private static final double DECAY = 0.03;
    private static final double FIRST = 0.9;
    private static final double SECOND = 0.999;
    private static final double SMALL = 1e-8;

    /** Parts of the examples that are held back in turn. */
    static final int PARTS = 3;

    /** A probability below which the logarithm is not followed. */
    private static final double LEAST = 1e-9;

    /** Events of one step at most. */
    private static final int BATCH = 8192;

    /** A network, and the number of steps that were made for it. */
    record Result(Mlp network, int steps) {}

    /** Hears of every step. */
    private interface Watcher {
        void after(int step, Mlp network);
    }

    /**
     * Trains with some of the examples: each part of them is held back in turn to see how many steps serve those that a
     * network does not know; so many are then made with all.
     *
     * @param chosen their indices
     */
    Result train(Examples examples, int[] chosen, Progress progress) {
        int[] order = chosen.clone();
        shuffle(order, random());
        var losses = new double[most];
        for (int part = 0; part < PARTS; part++) {
            int of = part;
            int[] held = IntStream.range(0, order.length)
                    .filter(k -> k % PARTS == of)
                    .map(k -> order[k])
                    .toArray();
            int[] others = IntStream.range(0, order.length)
                    .filter(k -> k % PARTS != of)
                    .map(k -> order[k])
                    .toArray();
            var target = new double[held.length];
            double[] weight = balanced(examples, held, target);
            run(
                    examples,
                    others,
                    most,
                    progress,
                    (step, network) -> losses[step - 1] += loss(network, examples, held, target, weight));
        }
        int best = 0;
        for (int k = 1; k < most; k++) {
            best = losses[k] < losses[best] ? k : best;
        }
        Mlp network = run(examples, chosen, best + 1, progress, (step, of) -> {});
        return new Result(network, best + 1);
    }

    /** Cross entropy of examples that may be unknown to a network of raw features. */
    private static double loss(Mlp network, Examples examples, int[] held, double[] target, double[] weight) {
        double loss = 0;
        for (int e = 0; e < held.length; e++) {
            double score = network.score(examples.values()[held[e]]);
            double right = target[e] > 0 ? score : 1 - score;
            loss -= weight[e] * Math.log(Math.max(right, LEAST));
        }
        return loss;
    }

    private RandomGenerator random() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    private Mlp run(Examples examples, int[] chosen, int steps, Progress progress, Watcher watcher) {
        int width = examples.features().size();
        var mean = new double[width];
        var spread = new double[width];
        double[][] columns = standardised(examples, chosen, mean, spread);
        var target = new double[chosen.length];
        double[] weight = balanced(examples, chosen, target);
        RandomGenerator random = random();
        var sizes = new int[hidden.length + 2];
        sizes[0] = width;
        System.arraycopy(hidden, 0, sizes, 1, hidden.length);
        sizes[sizes.length - 1] = 1;
        Mlp network = Mlp.random(sizes, random);
        var moments = new Moments(network);
        int batch = Math.min(BATCH, chosen.length);
        int[] order = new int[chosen.length];
        Arrays.setAll(order, k -> k);
        int at = order.length;
        for (int step = 1; step <= steps; step++) {
            progress.checkCancelled();
            if (batch < order.length && at + batch > order.length) {
                shuffle(order, random);
                at = 0;
            }
            Mlp.Gradient gradient = batch == order.length
                    ? network.gradient(columns, target, weight)
                    : network.gradient(
                            picked(columns, order, at, batch),
                            picked(new double[][] {target}, order, at, batch)[0],
                            picked(new double[][] {weight}, order, at, batch)[0]);
            at += batch;
            moments.step(network, gradient, step, (double) chosen.length / batch);
            watcher.after(step, network.ofRaw(mean, spread));
            progress.advance(1);
        }
        return network.ofRaw(mean, spread);
    }

    private static double[][] standardised(Examples examples, int[] chosen, double[] mean, double[] spread) {
        var columns = new double[mean.length][chosen.length];
        for (int k = 0; k < columns.length; k++) {
            double sum = 0;
            for (int index : chosen) {
                sum += examples.values()[index][k];
            }
            mean[k] = sum / chosen.length;
            double squares = 0;
            for (int index : chosen) {
                double away = examples.values()[index][k] - mean[k];
                squares += away * away;
            }
            spread[k] = squares > 0 ? Math.sqrt(squares / chosen.length) : 1;
            for (int e = 0; e < chosen.length; e++) {
                columns[k][e] = (examples.values()[chosen[e]][k] - mean[k]) / spread[k];
            }
        }
        return columns;
    }

    /** Weights with sum ½ for either class. */
    private static double[] balanced(Examples examples, int[] chosen, double[] target) {
        double signal = 0;
        double background = 0;
        for (int e = 0; e < chosen.length; e++) {
            boolean of = examples.signal()[chosen[e]];
            target[e] = of ? 1 : 0;
            signal += of ? examples.weights()[chosen[e]] : 0;
            background += of ? 0 : examples.weights()[chosen[e]];
        }
        var weight = new double[chosen.length];
        for (int e = 0; e < chosen.length; e++) {
            double sum = examples.signal()[chosen[e]] ? signal : background;
            weight[e] = examples.weights()[chosen[e]] / (2 * sum);
        }
        return weight;
    }

    private static void shuffle(int[] order, RandomGenerator random) {
        for (int k = order.length - 1; k > 0; k--) {
            int other = random.nextInt(k + 1);
            int kept = order[k];
            order[k] = order[other];
            order[other] = kept;
        }
    }

    private static double[][] picked(double[][] columns, int[] order, int from, int n) {
        var picked = new double[columns.length][n];
        for (int k = 0; k < columns.length; k++) {
            for (int e = 0; e < n; e++) {
                picked[k][e] = columns[k][order[from + e]];
            }
        }
        return picked;
    }

    /** Moments of the gradients. */
    private static final class Moments {
        private final double[][] first;
        private final double[][] second;

        Moments(Mlp network) {
            first = zeros(network);
            second = zeros(network);
        }

        private static double[][] zeros(Mlp network) {
            int layers = network.weights().length;
            var zeros = new double[2 * layers][];
            for (int l = 0; l < layers; l++) {
                zeros[2 * l] = new double[network.weights()[l].length];
                zeros[2 * l + 1] = new double[network.biases()[l].length];
            }
            return zeros;
        }

        void step(Mlp network, Mlp.Gradient gradient, int step, double scale) {
            double one = 1 - Math.pow(FIRST, step);
            double two = 1 - Math.pow(SECOND, step);
            for (int l = 0; l < network.weights().length; l++) {
                step(2 * l, network.weights()[l], gradient.weights()[l], one, two, scale, DECAY);
                step(2 * l + 1, network.biases()[l], gradient.biases()[l], one, two, scale, 0);
            }
        }

        private void step(
                int at, double[] values, double[] gradient, double one, double two, double scale, double decay) {
            double[] m = first[at];
            double[] v = second[at];
            for (int k = 0; k < values.length; k++) {
                double g = scale * gradient[k];
                m[k] = FIRST * m[k] + (1 - FIRST) * g;
                v[k] = SECOND * v[k] + (1 - SECOND) * g * g;
                values[k] -= RATE * (m[k] / one / (Math.sqrt(v[k] / two) + SMALL) + decay * values[k]);
            }
        }
    }
}
