package org.fiducia.classifiers.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeparationTest {
    private static Examples examples(boolean[] signal, double... weights) {
        return new Examples("a", List.of(), new double[signal.length][], signal, weights, new long[signal.length]);
    }

    private static Separation of(Examples examples, double... scores) {
        return Separation.of(examples, IntStream.range(0, scores.length).toArray(), scores);
    }

    @Test
    void ofFourEvents() {
        Examples four = examples(new boolean[] {true, false, true, false}, 1, 1, 3, 1);
        // pairs: signal .9 above both backgrounds, signal .5 above one of two, which has three times the weight
        Separation found = of(four, .9, .7, .5, .1);
        assertEquals((1 * 2 + 3 * 1) / 8., found.area());
        assertArrayEquals(new double[] {0, 0, .5, .5, 1}, found.background());
        assertArrayEquals(new double[] {0, .25, .25, 1, 1}, found.signal());
    }

    @Test
    void tiesCountHalf() {
        Examples two = examples(new boolean[] {true, false}, 2, 5);
        assertEquals(0.5, of(two, .3, .3).area());
        assertEquals(1, of(two, .4, .3).area());
        assertEquals(0, of(two, .2, .3).area());
    }

    @Test
    void kolmogorovsDistributionHasItsCriticalValues() {
        assertEquals(.10, Kolmogorov.beyond(1.22385), 1e-5);
        assertEquals(.05, Kolmogorov.beyond(1.35810), 1e-5);
        assertEquals(.01, Kolmogorov.beyond(1.62762), 1e-6);
        assertEquals(1, Kolmogorov.beyond(0.2), 1e-9);
        assertEquals(1, Kolmogorov.beyond(0));
    }

    @Test
    void samplesOfOneDistributionAreSeldomTooFarApart() {
        var random = new Random(5);
        int low = 0;
        for (int trial = 0; trial < 400; trial++) {
            low += probability(random, 0) < 0.1 ? 1 : 0;
        }
        assertEquals(40, low, 20, "a tenth of them");
        assertTrue(probability(random, 0.3) < 1e-3, "samples of different distributions are");
    }

    private static double probability(Random random, double shift) {
        var scores = new double[700];
        var weights = new double[700];
        var second = new boolean[700];
        for (int k = 0; k < scores.length; k++) {
            second[k] = k < 300;
            scores[k] = random.nextDouble() + (second[k] ? shift : 0);
            weights[k] = 2.5;
        }
        return Kolmogorov.probability(scores, weights, second);
    }
}
