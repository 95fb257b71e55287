package org.fiducia.scalefactors.tagandprobe;

/**
 * How much freedom a spectrum's model has. A fit begins with the least and takes more only where the description is bad.
 *
 * @param freeTails whether tails and width of the analytic line shape are free instead of those found in simulation; in
 *     simulation, whether the width is free instead of the natural one
 * @param twoGaussians whether part of the signal is smeared by a second, wider Gaussian
 * @param wideBackground whether the background has more terms: an exponential beside the erfc, a higher degree of the
 *     polynomial
 */
record Rung(boolean freeTails, boolean twoGaussians, boolean wideBackground) {
    static final Rung LEAST = new Rung(false, false, false);
}
