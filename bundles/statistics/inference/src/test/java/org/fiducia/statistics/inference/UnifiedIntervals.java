package org.fiducia.statistics.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Intervals of G. J. Feldman and R. D. Cousins (arXiv:physics/9711021) by enumeration of all outcomes: of a value those of the
 * smallest 2ΔNLL are accepted until their probability reaches the confidence level.
 */
final class UnifiedIntervals {
    private static final double LEAST = 1e-12;

    private UnifiedIntervals() {}

    /** Probability of n events where μ are expected. */
    static double poisson(int n, double mu) {
        double p = Math.exp(-mu);
        for (int k = 1; k <= n; k++) {
            p *= mu / k;
        }
        return p;
    }

    /** 2ΔNLL of an expectation with regard to the best one. */
    static double rise(int n, double mu, double best) {
        return 2 * (mu - best - (n == 0 ? 0 : n * Math.log(mu / best)));
    }

    /** 2ΔNLL of a signal s ≥ 0 over a known background. */
    static double rise(int n, double s, double background, double most) {
        double best = Math.max(background, Math.min(most, n));
        return s + background <= 0 ? (n == 0 ? 0 : Double.POSITIVE_INFINITY) : rise(n, s + background, best);
    }

    /** Whether outcome 0 is accepted, of outcomes with their probabilities and 2ΔNLL. */
    static boolean accepted(List<double[]> probabilityAndRise, double level) {
        double[] own = probabilityAndRise.get(0);
        var rest = new ArrayList<>(probabilityAndRise);
        rest.sort(Comparator.comparingDouble(o -> o[1]));
        double sum = 0;
        for (double[] outcome : rest) {
            if (outcome[1] >= own[1] - 1e-9) {
                break;
            }
            sum += outcome[0];
        }
        return sum < level;
    }

    /** Outer ends of the interval of a signal for n events over a known background. */
    static double[] signal(int n, double background, double level) {
        double[] ends = {Double.NaN, Double.NaN};
        for (double s = 0; s < n + 12; s += 0.005) {
            var outcomes = new ArrayList<double[]>();
            outcomes.add(outcome(n, s, background));
            for (int k = 0; k < 60; k++) {
                if (k != n && poisson(k, s + background) > LEAST) {
                    outcomes.add(outcome(k, s, background));
                }
            }
            if (accepted(outcomes, level)) {
                ends[0] = Double.isNaN(ends[0]) ? s : ends[0];
                ends[1] = s;
            }
        }
        return ends;
    }

    private static double[] outcome(int n, double s, double background) {
        return new double[] {poisson(n, s + background), rise(n, s, background, Double.POSITIVE_INFINITY)};
    }
}
