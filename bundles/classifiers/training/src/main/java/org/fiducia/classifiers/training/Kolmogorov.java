package org.fiducia.classifiers.training;

import java.util.Arrays;
import java.util.Comparator;

/** The test of Kolmogorov and Smirnov whether two samples of weighted scores are of one distribution. */
final class Kolmogorov {
    private static final int TERMS = 100;

    private Kolmogorov() {}

    /**
     * The probability of a distance as large as that of two samples, or larger, with (Σw)²/Σw² for their numbers (Stephens,
     * J. R. Stat. Soc. B 32 (1970) 115).
     *
     * @param scores of both
     * @param weights of both
     * @param second whether one is of the second sample
     */
    static double probability(double[] scores, double[] weights, boolean[] second) {
        Integer[] order = new Integer[scores.length];
        Arrays.setAll(order, k -> k);
        Arrays.sort(order, Comparator.comparingDouble(k -> scores[k]));
        var sum = new double[2];
        var squares = new double[2];
        for (int k = 0; k < scores.length; k++) {
            sum[second[k] ? 1 : 0] += weights[k];
            squares[second[k] ? 1 : 0] += weights[k] * weights[k];
        }
        var below = new double[2];
        double distance = 0;
        for (int k = 0; k < order.length; k++) {
            int of = second[order[k]] ? 1 : 0;
            below[of] += weights[order[k]] / sum[of];
            boolean tied = k + 1 < order.length && scores[order[k + 1]] == scores[order[k]];
            distance = tied ? distance : Math.max(distance, Math.abs(below[0] - below[1]));
        }
        double one = sum[0] * sum[0] / squares[0];
        double two = sum[1] * sum[1] / squares[1];
        double root = Math.sqrt(one * two / (one + two));
        return beyond((root + 0.12 + 0.11 / root) * distance);
    }

    /** The distribution of Kolmogorov: 2 Σ (−1)^{j−1} exp(−2 j² λ²). */
    static double beyond(double lambda) {
        if (lambda < 0.2) {
            return 1; // to 15 digits, where the series converges slowly
        }
        double sum = 0;
        for (int j = TERMS; j >= 1; j--) {
            sum += (j % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * j * j * lambda * lambda);
        }
        return Math.min(1, Math.max(0, sum));
    }
}
