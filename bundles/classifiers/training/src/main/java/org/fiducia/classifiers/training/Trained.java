package org.fiducia.classifiers.training;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.fiducia.api.Progress;

/**
 * The networks of one set with the scores of all its candidates.
 *
 * @param examples the candidates
 * @param files of the networks, in the order of the folds
 * @param steps of the optimiser for each
 * @param scores of each network of all candidates
 */
record Trained(Examples examples, List<NetworkFile> files, int[] steps, double[][] scores) {
    /** A file of a network. */
    record NetworkFile(String name, byte[] content) {
        /** SHA-256 of its content, hexadecimal. */
        String hash() {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e); // every Java has it
            }
        }
    }

    /** Trains a network per fold. */
    static Trained of(Examples examples, Trainer trainer, int folds, Progress progress) {
        var files = new NetworkFile[folds];
        var scores = new double[folds][examples.size()];
        var steps = new int[folds];
        String safe = examples.set().replaceAll("[^A-Za-z0-9_.-]", "_");
        for (int fold = 0; fold < folds; fold++) {
            int of = fold;
            Trainer.Result result =
                    trainer.train(examples, examples.where(k -> examples.fold(k, folds) == of), progress);
            Mlp network = result.network();
            steps[fold] = result.steps();
            for (int k = 0; k < examples.size(); k++) {
                scores[fold][k] = network.score(examples.values()[k]);
            }
            var metadata = new LinkedHashMap<String, String>();
            metadata.put("features", String.join(",", examples.features()));
            metadata.put("set", examples.set());
            metadata.put("fold", fold + " of " + folds);
            files[fold] = new NetworkFile(safe + "_fold" + fold + ".onnx", OnnxFile.of(network, metadata));
        }
        return new Trained(examples, List.of(files), steps, scores);
    }

    int folds() {
        return files.size();
    }

    /** Candidates that the network of a fold was trained on, or the others. */
    int[] events(int fold, boolean own) {
        return examples.where(k -> (examples.fold(k, folds()) == fold) == own);
    }

    /** How well the network of a fold separates these. */
    Separation separation(int fold, boolean own) {
        return Separation.of(examples, events(fold, own), scores[fold]);
    }

    /** Of every candidate the score of the network that is applied to it, which was not trained on it. */
    double[] applied() {
        var applied = new double[examples.size()];
        for (int k = 0; k < applied.length; k++) {
            applied[k] = scores[(examples.fold(k, folds()) + 1) % folds()][k];
        }
        return applied;
    }

    /** Separation by the networks that are applied. */
    Separation separation() {
        return Separation.of(examples, IntStream.range(0, examples.size()).toArray(), applied());
    }

    /** Probability that the scores of a class by the network of a fold are of one distribution on its own and other events. */
    double sameDistribution(int fold, boolean signal) {
        int[] of = examples.where(k -> examples.signal()[k] == signal);
        var values = new double[of.length];
        var weights = new double[of.length];
        var other = new boolean[of.length];
        for (int k = 0; k < of.length; k++) {
            values[k] = scores[fold][of[k]];
            weights[k] = examples.weights()[of[k]];
            other[k] = examples.fold(of[k], folds()) != fold;
        }
        return Kolmogorov.probability(values, weights, other);
    }

    /**
     * Scores that so much of the signal lies below.
     *
     * @param fractions of the sum of weights, rising
     */
    double[] quantiles(double... fractions) {
        double[] applied = applied();
        int[] order = IntStream.of(examples.where(k -> examples.signal()[k]))
                .boxed()
                .sorted(java.util.Comparator.comparingDouble(k -> applied[k]))
                .mapToInt(k -> k)
                .toArray();
        double total =
                IntStream.of(order).mapToDouble(k -> examples.weights()[k]).sum();
        var quantiles = new double[fractions.length];
        double sum = 0;
        int at = 0;
        for (int k : order) {
            while (at < fractions.length && sum >= fractions[at] * total) {
                quantiles[at++] = applied[k];
            }
            sum += examples.weights()[k];
        }
        while (at < fractions.length) {
            quantiles[at++] = applied[order[order.length - 1]];
        }
        return quantiles;
    }
}
