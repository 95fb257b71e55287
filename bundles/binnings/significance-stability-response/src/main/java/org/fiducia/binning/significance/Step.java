package org.fiducia.binning.significance;

/**
 * A round number of which edges are multiples: mantissa · 10^exponent.
 *
 * @param mantissa 1, 2 or 5
 */
record Step(int mantissa, int exponent) {
    /** The largest round number that is not above a positive one. */
    static Step below(double x) {
        int exponent = (int) Math.floor(Math.log10(x) + 1e-9);
        double share = x / Math.pow(10, exponent) + 1e-9;
        return new Step(share >= 5 ? 5 : share >= 2 ? 2 : 1, exponent);
    }

    /** A tenth of it. */
    Step tenth() {
        return new Step(mantissa, exponent - 1);
    }

    /** A multiple, the double that is nearest to the decimal number. */
    double times(long k) {
        double power = Math.pow(10, Math.abs(exponent));
        return exponent < 0 ? k * mantissa / power : k * mantissa * power;
    }

    /** The number of steps nearest to a value. */
    long steps(double x) {
        return Math.round(x / times(1));
    }
}
