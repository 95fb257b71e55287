package org.fiducia.background.zxfakerate;

/**
 * What a sum of weights and its variance are made of.
 *
 * @param events the sum, which may be below zero
 * @param gross sum of the absolute values
 * @param regions variance by the numbers of events, Σw²: in proportion to what is expected
 * @param common variance by what the events share, fake rates and factors: in proportion to its square
 */
record Spread(double events, double gross, double regions, double common) {
    /** The sums of two independent ones. */
    Spread plus(Spread other) {
        return new Spread(events + other.events, gross + other.gross, regions + other.regions, common + other.common);
    }

    /** Statistical uncertainty of the sum. */
    double error() {
        return Math.sqrt(regions + common);
    }
}
