package org.fiducia.statistics.inference;

/**
 * How often 2ΔNLL ≤ 1 holds for the true expectation μ of a count n, when the fit keeps μ̂ = n within limits: by enumeration
 * of n, 2ΔNLL = 2[μ − μ̂ − n ln(μ/μ̂)].
 *
 * @param lower least expectation, ≥ 0: background without signal
 * @param upper largest expectation, ∞ for none
 */
record CountingCoverage(double lower, double upper) {
    /** Poisson probabilities so many standard deviations above the mean do not count. */
    private static final double FAR = 9;

    /** Points of an average to each side. */
    private static final int HALF = 6;

    /** Probability that the interval contains μ. */
    double at(double mu) {
        if (mu <= 0) {
            return 1; // nothing is observed, and nothing is the best fit
        }
        double probability = Math.exp(-mu);
        double sum = 0;
        double last = mu + FAR * (Math.sqrt(mu) + 1);
        for (int n = 0; n <= last; n++) {
            sum += rise(n, mu) <= 1 ? probability : 0;
            probability *= mu / (n + 1);
        }
        return sum;
    }

    private double rise(int n, double mu) {
        double best = Math.max(lower, Math.min(upper, n));
        return 2 * (mu - best - (n == 0 ? 0 : n * Math.log(mu / best)));
    }

    /**
     * The same, averaged with triangular weights over expectations within one event: one period of the sawtooth that whole
     * numbers make of the coverage.
     */
    double smoothed(double mu) {
        double sum = 0;
        double weights = 0;
        for (int k = -HALF; k <= HALF; k++) {
            double at = mu + (double) k / (HALF + 1);
            if (at >= lower && at <= upper && at > 0) {
                double weight = 1 - Math.abs(k) / (HALF + 1.0);
                sum += weight * at(at);
                weights += weight;
            }
        }
        return weights > 0 ? sum / weights : at(mu);
    }
}
