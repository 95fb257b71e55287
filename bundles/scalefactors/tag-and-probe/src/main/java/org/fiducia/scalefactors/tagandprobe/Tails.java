package org.fiducia.scalefactors.tagandprobe;

/**
 * Tail of the Crystal Ball on the side of low masses.
 *
 * @param alpha where it begins, in widths
 * @param power of its fall
 * @param known whether simulation has been asked: then data take it as it is
 */
record Tails(double alpha, double power, boolean known) {
    static final Tails UNKNOWN = new Tails(1.3, 3, false);
}
