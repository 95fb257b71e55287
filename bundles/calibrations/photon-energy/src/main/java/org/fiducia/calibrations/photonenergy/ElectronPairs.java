package org.fiducia.calibrations.photonenergy;

/**
 * Pairs of electrons with their kinematics as they were read; arrays have one entry per pair and are not written to.
 *
 * @param era index of the era; −1 for simulation
 * @param pt transverse momenta, GeV, [electron][pair]
 * @param scale cells of the first stage, [electron][pair]; −1 outside
 * @param uniformity bins of the second stage, [electron][pair]; −1 for none
 * @param lnMass logarithm of the mass in GeV
 */
record ElectronPairs(int[] era, double[][] pt, int[][] scale, int[][] uniformity, double[] lnMass) {
    /** Number of pairs. */
    int size() {
        return lnMass.length;
    }

    /** Whether both electrons are in the acceptance. */
    boolean accepted(int pair) {
        return scale[0][pair] >= 0 && scale[1][pair] >= 0;
    }
}
