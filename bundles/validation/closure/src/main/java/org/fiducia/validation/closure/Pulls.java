package org.fiducia.validation.closure;

/**
 * Moments of the pulls of a bin.
 *
 * @param mean their mean
 * @param meanError its standard error
 * @param width their standard deviation
 * @param widthError its standard error, for a Gaussian
 */
record Pulls(double mean, double meanError, double width, double widthError) {
    /** Moments of the numbers that are not NaN; NaN of fewer than two. */
    static Pulls of(double[] x) {
        int n = 0;
        double sum = 0;
        for (double one : x) {
            if (!Double.isNaN(one)) {
                n++;
                sum += one;
            }
        }
        double mean = sum / n;
        double squares = 0;
        for (double one : x) {
            squares += Double.isNaN(one) ? 0 : (one - mean) * (one - mean);
        }
        double width = Math.sqrt(squares / (n - 1));
        return new Pulls(mean, width / Math.sqrt(n), width, width / Math.sqrt(2.0 * (n - 1)));
    }
}
