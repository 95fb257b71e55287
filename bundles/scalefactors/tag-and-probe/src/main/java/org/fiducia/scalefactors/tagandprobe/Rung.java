package org.fiducia.scalefactors.tagandprobe;

/**
 * How much freedom a spectrum's model has. A fit begins with the least and takes more only where the description is bad.
 *
 * @param freeTails whether the tails of the analytic line shape are free instead of those found in simulation
 * @param freeForm whether the analytic line shape is a double-sided Crystal Ball instead of the convolution, for selections
 *     that cut the tails of the natural width on both sides
 * @param twoGaussians whether part of the signal is smeared by a second, wider Gaussian
 * @param wideBackground whether the background has more terms: a polynomial beside the erfc or the exponential, a higher
 *     degree of the polynomial; of signal alone, whether its continuum has
 */
record Rung(boolean freeTails, boolean freeForm, boolean twoGaussians, boolean wideBackground) {
    /** The same freedom of the line shape with the simplest background. */
    Rung ofLine() {
        return new Rung(freeTails, freeForm, twoGaussians, false);
    }
}
