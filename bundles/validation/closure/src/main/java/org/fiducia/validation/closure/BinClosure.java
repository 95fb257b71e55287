package org.fiducia.validation.closure;

import java.util.ArrayList;
import java.util.List;

/**
 * What the toys of one truth say of one bin.
 *
 * <p>Pulls are (best fit − truth) / expected uncertainty, the same uncertainty for all toys: their mean is 0 exactly when
 * the best fit has no bias, and their width is 1 when the uncertainty is right. Pulls made with the uncertainty of each toy
 * are no such test, because small counts have small uncertainties: the signed root of a count μ has the mean −1/(6√μ).
 * Whether the intervals of the toys are right is what coverage tells.
 *
 * @param bin label
 * @param sigma true cross section, fb
 * @param bias mean of best fit − truth, fb
 * @param biasError its standard error, fb
 * @param expected uncertainty to be expected, fb
 * @param pull pulls
 * @param root signed roots of the profile likelihood ratio of each toy
 * @param coverage fraction of intervals that cover the truth
 * @param coverageError its binomial uncertainty, at the coverage there should be
 * @param toys number of toys of which all fits converged
 * @param failed checks it fails: {@code mean}, {@code width}, {@code coverage}; empty when all is well
 */
record BinClosure(
        String bin,
        double sigma,
        double bias,
        double biasError,
        double expected,
        Pulls pull,
        Pulls root,
        double coverage,
        double coverageError,
        int toys,
        List<String> failed) {
    /** Probability content of ±1 standard deviation. */
    static final double COVERAGE = 0.6826894921370859;

    /** Deviation of the width from 1 that is tolerated whatever the number of toys. */
    static final double WIDTH_TOLERANCE = 0.05;

    /** Standard errors within which a figure must be. */
    static final double ERRORS = 3;

    /** Checks of each bin: mean, width, coverage. */
    static final int CHECKS = 3;

    /**
     * Sums up.
     *
     * @param expected uncertainty to be expected, fb
     * @param values best fits, NaN for failed fits
     * @param roots signed roots, NaN for failed fits
     */
    static BinClosure of(String bin, double sigma, double expected, double[] values, double[] roots) {
        var differences = new double[values.length];
        var pulls = new double[values.length];
        int toys = 0;
        int covered = 0;
        for (int t = 0; t < values.length; t++) {
            differences[t] = values[t] - sigma;
            pulls[t] = differences[t] / expected;
            toys += Double.isNaN(roots[t]) ? 0 : 1;
            covered += Math.abs(roots[t]) <= 1 ? 1 : 0;
        }
        Pulls difference = Pulls.of(differences);
        Pulls pull = Pulls.of(pulls);
        double coverage = (double) covered / toys;
        double coverageError = Math.sqrt(COVERAGE * (1 - COVERAGE) / toys);
        var failed = new ArrayList<String>();
        if (!(Math.abs(pull.mean()) <= ERRORS * pull.meanError())) {
            failed.add("mean");
        }
        if (!(Math.abs(pull.width() - 1) <= Math.max(WIDTH_TOLERANCE, ERRORS * pull.widthError()))) {
            failed.add("width");
        }
        if (!(Math.abs(coverage - COVERAGE) <= ERRORS * coverageError)) {
            failed.add("coverage");
        }
        return new BinClosure(
                bin,
                sigma,
                difference.mean(),
                difference.meanError(),
                expected,
                pull,
                Pulls.of(roots),
                coverage,
                coverageError,
                toys,
                List.copyOf(failed));
    }
}
