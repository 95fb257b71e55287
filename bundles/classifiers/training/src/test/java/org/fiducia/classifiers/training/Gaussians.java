package org.fiducia.classifiers.training;

import java.util.List;
import java.util.Random;

/** Two classes of normally distributed features: the best area is known. */
final class Gaussians {
    private Gaussians() {}

    /**
     * As many of signal as of background, with features of very different sizes.
     *
     * @param shift of the first feature of signal, standard deviations
     */
    static Examples of(int each, double shift) {
        var random = new Random(3);
        int n = 2 * each;
        var values = new double[n][];
        var signal = new boolean[n];
        var weights = new double[n];
        var events = new long[n];
        for (int k = 0; k < n; k++) {
            signal[k] = k % 2 == 1;
            double first = random.nextGaussian() + (signal[k] ? shift : 0);
            values[k] = new double[] {200 + 50 * first, 0.01 * random.nextGaussian(), 7};
            weights[k] = signal[k] ? 0.01 : 3;
            events[k] = k / 2;
        }
        return new Examples("a", List.of("pt", "eta", "seven"), values, signal, weights, events);
    }
}
