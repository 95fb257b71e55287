package org.fiducia.validation.closure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.fiducia.api.Progress;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.measurement.Response;
import org.fiducia.statistics.inference.ProfileInference;
import org.fiducia.testkit.ExampleMeasurements;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private static final int TOYS = 400;

    private static Coverage coverage(int threads, double... expected) {
        CardModel.Model counting = Counting.model(Counting.bins(expected), List.of(), expected.length);
        int eras = ExampleMeasurements.ANALYSIS.eras().size();
        var model = new CardModel.Model(
                counting.analysis(),
                counting.observable(),
                new Response(
                        new double[eras][1][expected.length][expected.length],
                        new double[eras][1][expected.length][expected.length],
                        new double[eras][1][expected.length],
                        new double[eras][1][expected.length],
                        new double[][] {expected}),
                counting.quality(),
                counting.quantities(),
                counting.likelihood(),
                List.of(),
                counting.fitter(),
                counting.intervals());
        for (int era = 0; era < eras; era++) {
            for (int j = 0; j < expected.length; j++) {
                double luminosity = model.analysis().eras().get(era).luminosity();
                model.response().efficiency()[era][0][j][j] = 1 / (eras * luminosity);
            }
        }
        return Coverage.run(model, new ProfileInference(), TOYS, 3, threads, Progress.NONE);
    }

    private static double probability(int n, double mean) {
        double p = Math.exp(-mean);
        for (int k = 1; k <= n; k++) {
            p *= mean / k;
        }
        return p;
    }

    /** 2ΔNLL of a count at its mean. */
    private static double rise(int n, double mean) {
        return 2 * (mean - n + (n == 0 ? 0 : n * Math.log(n / mean)));
    }

    /** Of the interval with 2ΔNLL = 1. */
    private static double plain(double mean) {
        return IntStream.range(0, 200)
                .filter(n -> rise(n, mean) <= 1)
                .mapToDouble(n -> probability(n, mean))
                .sum();
    }

    /** Of the interval that the ordering by likelihood ratios gives (G. J. Feldman, R. D. Cousins). */
    private static double unified(double mean) {
        var counts = new ArrayList<>(IntStream.range(0, 200).boxed().toList());
        counts.sort(Comparator.comparingDouble(n -> rise(n, mean)));
        double sum = 0;
        for (int n : counts) {
            sum += probability(n, mean);
            if (sum >= BinClosure.COVERAGE) {
                break;
            }
        }
        return sum;
    }

    /** A mean for which no count is near the edge of what belongs, where toys could not tell. */
    @Test
    void countsAreCoveredAsAnEnumerationSays() {
        Coverage found = coverage(2, 2.5, 60);
        Coverage.OfBin few = found.bins().get(0);
        assertEquals(2.5, few.events(), 1e-9);
        double error = few.error();
        assertEquals(plain(2.5), few.coverage(few.uncalibrated()), 3 * error);
        assertEquals(unified(2.5), few.coverage(few.reported()), 3 * error);
        assertEquals(TOYS, few.used());
        assertTrue(few.calibrated() > 0.9 * TOYS);
        Coverage.OfBin many = found.bins().get(1);
        assertEquals(plain(60), many.coverage(many.reported()), 3 * error);
        assertFalse(found.report().lines().isEmpty());
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        assertEquals(coverage(1, 2.5).bins(), coverage(3, 2.5).bins());
    }

    @Test
    void tooFewCoveredIsSaid() {
        assertFalse(new Coverage.OfBin("x", 1, 2, 200, 240, 0, 400, "").covers());
        assertTrue(new Coverage.OfBin("x", 1, .2, 200, 240, 0, 400, "").covers(), "hardly anything is expected");
        assertTrue(new Coverage.OfBin("x", 1, 2, 200, 275, 0, 400, "").covers());
    }
}
