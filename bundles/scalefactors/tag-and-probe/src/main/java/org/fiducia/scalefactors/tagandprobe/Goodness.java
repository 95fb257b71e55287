package org.fiducia.scalefactors.tagandprobe;

import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * How well a spectrum is described. χ² is that of Baker and Cousins (NIM 221 (1984) 437) for Poisson counts, 2 Σ (μ − n + n
 * ln(n/μ)); each term is divided by 1 + V/μ, V the variance of the expectation from the limited number of simulated
 * events. For few counts its
 * terms have neither mean 1 nor variance 2: the p-value is that of the gamma distribution with the mean and the variance that
 * χ² has for the expectation.
 *
 * @param chi2 χ² with the uncertainty of the simulation
 * @param plain χ² without
 * @param ndf degrees of freedom: intervals less free parameters
 * @param pValue probability of a larger χ²
 * @param misfit √(max(0, χ² − its mean)/n), the root mean square of the relative deviation beyond fluctuations
 */
record Goodness(double chi2, double plain, int ndf, double pValue, double misfit) {
    private static final double MANY = 40;

    /**
     * Compares.
     *
     * @param observed counts
     * @param expected expectation of each interval
     * @param variance of the expectation
     * @param free number of free parameters
     */
    static Goodness of(double[] observed, double[] expected, double[] variance, int free) {
        double chi2 = 0;
        double plain = 0;
        double n = 0;
        for (int i = 0; i < observed.length; i++) {
            double term = term(observed[i], expected[i]);
            plain += term;
            chi2 += term / (1 + variance[i] / Math.max(expected[i], 1e-9));
            n += observed[i];
        }
        int ndf = Math.max(1, observed.length - free);
        if (!Double.isFinite(chi2)) {
            return new Goodness(chi2, plain, ndf, 0, Double.POSITIVE_INFINITY);
        }
        double mean = 0;
        double spread = 0;
        for (double mu : expected) {
            double[] moments = moments(mu);
            mean += moments[0];
            spread += moments[1];
        }
        // What free parameters take away is that of many counts.
        mean = Math.max(0.5, mean - free);
        spread = Math.max(1, spread - 2 * free);
        double p = RegularizedGamma.Q.value(mean * mean / spread, chi2 * mean / spread);
        return new Goodness(chi2, plain, ndf, p, Math.sqrt(Math.max(0, chi2 - mean) / Math.max(1, n)));
    }

    /** Mean and variance of a term for a Poisson count of mean μ: 1 and 2 when it is large. */
    static double[] moments(double mu) {
        if (mu > MANY) {
            return new double[] {1 + 1 / (6 * mu), 2 + 2 / (3 * mu)};
        }
        double probability = Math.exp(-mu);
        double first = 0;
        double second = 0;
        int last = (int) (mu + 12 * Math.sqrt(mu) + 20);
        for (int n = 0; n <= last; n++) {
            double term = mu > 0 ? term(n, mu) : 0;
            first += probability * term;
            second += probability * term * term;
            probability *= mu / (n + 1);
        }
        return new double[] {first, second - first * first};
    }

    /** Contribution of an interval to χ², ≥ 0. */
    static double term(double n, double mu) {
        if (!(mu > 0)) {
            return n > 0 ? Double.POSITIVE_INFINITY : 0;
        }
        return Math.max(0, 2 * (mu - n + (n > 0 ? n * Math.log(n / mu) : 0)));
    }

    /** Whether a setting calls it good. */
    boolean good(Setting setting) {
        return pValue >= setting.goodP() || misfit <= setting.goodMisfit();
    }
}
