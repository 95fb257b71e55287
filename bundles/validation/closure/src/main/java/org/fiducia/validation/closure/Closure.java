package org.fiducia.validation.closure;

import java.util.List;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Measurement.Quality;
import org.fiducia.api.observable.ObservableInfo;

/**
 * The outcome of a closure test.
 *
 * @param analysis what was analysed
 * @param observable what was measured
 * @param quality of the response that was unfolded
 * @param seed of the toys
 * @param toys toys of each truth
 * @param truths one after the other
 */
record Closure(
        Analysis analysis, ObservableInfo observable, Quality quality, long seed, int toys, List<OfTruth> truths) {
    /** Two-sided tail of a Gaussian beyond three standard deviations. */
    private static final double TAIL = 0.0026997960632601866;

    /** Closure of one truth. */
    record OfTruth(Truth truth, List<BinClosure> bins) {
        int failures() {
            return bins.stream().mapToInt(bin -> bin.failed().size()).sum();
        }
    }

    /** Number of checks made. */
    int checks() {
        return truths.stream()
                .mapToInt(truth -> BinClosure.CHECKS * truth.bins().size())
                .sum();
    }

    /** Number of checks beyond their tolerance. */
    int failures() {
        return truths.stream().mapToInt(OfTruth::failures).sum();
    }

    /** How many checks chance alone puts beyond three standard errors. */
    double expectedFailures() {
        return TAIL * checks();
    }

    /** Whether every check is within its tolerance. */
    boolean closes() {
        return failures() == 0;
    }
}
