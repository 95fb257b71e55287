package org.fiducia.classifiers.training;

import java.util.Arrays;
import java.util.Comparator;

/**
 * How well scores tell signal from background.
 *
 * @param background efficiencies of background for cuts from the highest score down, from 0 to 1
 * @param signal efficiencies of signal for the same cuts
 * @param area under the curve of the second against the first: the probability that a signal event has a higher score
 */
record Separation(double[] background, double[] signal, double area) {
    /**
     * Of some examples.
     *
     * @param chosen their indices
     * @param scores of all examples
     */
    static Separation of(Examples examples, int[] chosen, double[] scores) {
        Integer[] order = Arrays.stream(chosen).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble((Integer k) -> scores[k]).reversed());
        var background = new double[order.length + 1];
        var signal = new double[order.length + 1];
        int points = 1;
        double b = 0;
        double s = 0;
        double area = 0;
        for (int k = 0; k < order.length; k++) {
            double weight = examples.weights()[order[k]];
            if (examples.signal()[order[k]]) {
                s += weight;
            } else {
                b += weight;
            }
            boolean tied = k + 1 < order.length && scores[order[k + 1]] == scores[order[k]];
            if (!tied) {
                area += (b - background[points - 1]) * (s + signal[points - 1]) / 2;
                background[points] = b;
                signal[points] = s;
                points++;
            }
        }
        background = Arrays.copyOf(background, points);
        signal = Arrays.copyOf(signal, points);
        for (int k = 0; k < points; k++) {
            background[k] /= b;
            signal[k] /= s;
        }
        return new Separation(background, signal, area / (b * s));
    }
}
