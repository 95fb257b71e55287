package org.fiducia.statistics.inference;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.fiducia.api.fit.HypothesisTest.Cls;

/**
 * CLs from toys of two hypotheses, with and without signal. Each toy counts for both, with the density of the hypothesis over
 * the mean density of all toys (the balance heuristic of Veach and Guibas, doi:10.1145/218380.218498): a toy without signal
 * that is as far from signal as data which are far below what is expected says how rare such toys with signal are, of which
 * none may have been drawn.
 */
final class ToyCls {
    /** Rounding of a test statistic: two toys of the same counts must compare as equal. */
    private static final double ROUNDING = 1e-7;

    /** Test statistics, falling. */
    private final double[] q;

    /** Weight of each toy among those with signal, and among those without; both add up to 1. */
    private final double[] with;

    private final double[] without;

    /** Sums of the first weights. */
    private final double[] sumWith;

    private final double[] sumWithout;

    /** Test statistics of the toys that were drawn without signal. */
    private final double[] drawn;

    /**
     * A toy.
     *
     * @param q its test statistic
     * @param ratio logarithm of its density with signal over that without; may be infinite
     */
    record Toy(double q, double ratio) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    private ToyCls(List<Toy> all, double[] drawn, int numberWithout, int numberWith) {
        this.drawn = drawn;
        q = all.stream().mapToDouble(Toy::q).toArray();
        with = new double[q.length];
        without = new double[q.length];
        for (int i = 0; i < q.length; i++) {
            double ratio = Math.exp(all.get(i).ratio());
            with[i] = Double.isInfinite(ratio) ? 1.0 / numberWith : ratio / (numberWithout + numberWith * ratio);
            without[i] = Double.isInfinite(ratio) ? 0 : 1 / (numberWithout + numberWith * ratio);
        }
        sumWith = normalised(with);
        sumWithout = normalised(without);
    }

    private static double[] normalised(double[] weights) {
        double all = Arrays.stream(weights).sum();
        double[] sums = new double[weights.length + 1];
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= all;
            sums[i + 1] = sums[i] + weights[i];
        }
        return sums;
    }

    /** Of toys of both hypotheses, at least one of each. */
    static ToyCls of(List<Toy> without, List<Toy> with) {
        var all = new ArrayList<>(without);
        all.addAll(with);
        all.sort(Comparator.comparingDouble(Toy::q).reversed().thenComparingDouble(Toy::ratio));
        return new ToyCls(all, without.stream().mapToDouble(Toy::q).toArray(), without.size(), with.size());
    }

    /** The least test statistic that counts as one at least as large. */
    static double rounded(double q) {
        return q - ROUNDING * (1 + q);
    }

    /**
     * CLs of data, with what is expected without signal.
     *
     * @param observed test statistic of the data
     * @param band standard deviations of what is expected, in the order in which CLs rises
     */
    Cls at(double observed, double[] band) {
        double[] expected =
                Arrays.stream(drawn).map(x -> ratio(number(x))).sorted().toArray();
        double[] quantiles = Arrays.stream(band)
                .map(deviations -> quantile(expected, Normal.above(-deviations)))
                .toArray();
        int number = number(observed);
        return new Cls(ratio(number), error(number), quantiles);
    }

    /** Number of toys with a test statistic at least as large. */
    private int number(double from) {
        double least = rounded(from);
        int lo = 0;
        int hi = q.length;
        while (lo < hi) {
            int middle = (lo + hi) >>> 1;
            if (q[middle] >= least) {
                lo = middle + 1;
            } else {
                hi = middle;
            }
        }
        return lo;
    }

    /** CLs of the first toys. */
    private double ratio(int number) {
        return sumWithout[number] > 0 ? Math.min(1, sumWith[number] / sumWithout[number]) : sumWith[number] > 0 ? 1 : 0;
    }

    /**
     * Of a ratio of two sums of the same toys, to which one more might add as much as these have on average; 1 where they are
     * too few to tell.
     */
    private double error(int number) {
        if (number < 2 || !(sumWithout[number] > 0)) {
            return 1;
        }
        double ratio = sumWith[number] / sumWithout[number];
        double squares = 0;
        for (int k = 0; k < number; k++) {
            double residual = with[k] - ratio * without[k];
            squares += residual * residual;
        }
        double spread = Math.sqrt(squares * number / (number - 1)) / sumWithout[number];
        return Math.hypot(spread, ratio / number);
    }

    private static double quantile(double[] rising, double probability) {
        double at = probability * (rising.length - 1);
        int k = Math.min(rising.length - 2, (int) at);
        return rising.length == 1 ? rising[0] : rising[k] + (at - k) * (rising[k + 1] - rising[k]);
    }
}
