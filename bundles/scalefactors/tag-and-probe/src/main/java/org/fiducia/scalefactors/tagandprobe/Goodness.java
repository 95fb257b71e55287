package org.fiducia.scalefactors.tagandprobe;

import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * How well a spectrum is described. χ² is that of Baker and Cousins (NIM 221 (1984) 437) for Poisson counts, 2 Σ (μ − n + n
 * ln(n/μ)); each term is divided by 1 + V/μ, V the variance of the expectation from the limited number of simulated
 * events.
 *
 * @param chi2 χ² with the uncertainty of the simulation
 * @param plain χ² without
 * @param ndf degrees of freedom: intervals less free parameters
 * @param pValue probability of a larger χ²
 * @param misfit √(max(0, χ² − ndf)/n), the root mean square of the relative deviation beyond fluctuations
 */
record Goodness(double chi2, double plain, int ndf, double pValue, double misfit) {
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
        double p = Double.isFinite(chi2) ? RegularizedGamma.Q.value(0.5 * ndf, 0.5 * chi2) : 0;
        return new Goodness(chi2, plain, ndf, p, Math.sqrt(Math.max(0, chi2 - ndf) / Math.max(1, n)));
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
