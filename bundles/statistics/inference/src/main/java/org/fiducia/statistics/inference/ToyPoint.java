package org.fiducia.statistics.inference;

import java.util.Arrays;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.HypothesisTest.Setup;
import org.fiducia.api.fit.Likelihood;

/**
 * Toys of one value of a parameter, drawn with all others at their best fit to the data for it, and their 2ΔNLL at that value.
 * Toys of different values are independent of each other.
 */
final class ToyPoint {
    /** Toys that one thread does at a time. */
    private static final int BLOCK = 6;

    /** Values have series of toys that do not overlap. */
    private static final long SERIES = 1L << 24;

    /** Rounding of 2ΔNLL: toys that are like the data must compare as equal. */
    private static final double ROUNDING = 1e-6;

    private final double value;
    private final StrengthFit.Value data;
    private final Setup setup;
    private final long first;
    private double[] rises = {};
    private int failed;
    private String failure = "";

    /**
     * No toy is drawn yet.
     *
     * @param number of the value among all of a parameter
     */
    ToyPoint(double value, StrengthFit.Value data, Setup setup, int number) {
        this.value = value;
        this.data = data;
        this.setup = setup;
        first = number * SERIES;
    }

    /** What became of a toy: NaN without a minimum, and why. */
    private record Outcome(double rise, String failure) {}

    /** Draws more toys, in fixed blocks. */
    void add(int toys, List<Likelihood> likelihoods, Progress progress) {
        int done = rises.length + failed;
        int blocks = (toys + BLOCK - 1) / BLOCK;
        List<List<Outcome>> found = Blocks.run(likelihoods, blocks, progress, (own, b) -> {
            var outcomes = new Outcome[Math.min(BLOCK, toys - b * BLOCK)];
            for (int k = 0; k < outcomes.length; k++) {
                progress.checkCancelled();
                outcomes[k] = toy(own.toy(data.parameters(), setup.seed(), first + done + b * BLOCK + k), progress);
                progress.advance(1);
            }
            return List.of(outcomes);
        });
        var all = found.stream().flatMap(List::stream).toList();
        for (Outcome outcome : all) {
            if (!outcome.failure().isEmpty()) {
                failed++;
                failure = failure.isEmpty() ? outcome.failure() : failure;
            }
        }
        double[] more = all.stream()
                .mapToDouble(Outcome::rise)
                .filter(rise -> !Double.isNaN(rise))
                .toArray();
        double[] sum = Arrays.copyOf(rises, rises.length + more.length);
        System.arraycopy(more, 0, sum, rises.length, more.length);
        rises = sum;
    }

    private Outcome toy(Likelihood toy, Progress progress) {
        try {
            return new Outcome(
                    new StrengthFit(toy, setup, data.parameters(), progress)
                            .value(value)
                            .rise(),
                    "");
        } catch (FiduciaException failed) {
            if (failed.kind() != Kind.FIT) {
                throw failed;
            }
            return new Outcome(Double.NaN, failed.getMessage());
        }
    }

    double value() {
        return value;
    }

    /** Whether the model can be so at all. */
    boolean possible() {
        return Double.isFinite(data.rise());
    }

    int used() {
        return rises.length;
    }

    int failed() {
        return failed;
    }

    /** Why the first toy without a minimum has none; empty when all have one. */
    String failure() {
        return failure;
    }

    /** Share of the toys that are at least as far from the value as the data. */
    double pValue() {
        double least = data.rise() - ROUNDING * (1 + data.rise());
        return (double) Arrays.stream(rises).filter(rise -> rise >= least).count() / rises.length;
    }

    /** Share of the toys with 2ΔNLL up to a threshold; NaN without toys. */
    double coverage(double threshold) {
        double most = threshold + ROUNDING * (1 + threshold);
        return (double) Arrays.stream(rises).filter(rise -> rise <= most).count() / rises.length;
    }

    /** Smallest 2ΔNLL that at least a share of the toys do not exceed; NaN without toys. */
    double threshold(double share) {
        if (rises.length == 0) {
            return Double.NaN;
        }
        double[] rising = rises.clone();
        Arrays.sort(rising);
        return rising[Math.max(0, Math.min(rising.length, (int) Math.ceil(share * rising.length)) - 1)];
    }
}
