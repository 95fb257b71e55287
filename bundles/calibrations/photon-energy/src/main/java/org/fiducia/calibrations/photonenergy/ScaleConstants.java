package org.fiducia.calibrations.photonenergy;

/**
 * Constants of the first stage.
 *
 * @param alpha scales, [era × 8 + cell]
 * @param smear extra resolutions, likewise
 */
record ScaleConstants(double[] alpha, double[] smear) {
    /** Scale of a cell. */
    double alpha(int era, int cell) {
        return alpha[era * Cells.SCALES + cell];
    }

    /** Extra resolution of a cell. */
    double smear(int era, int cell) {
        return smear[era * Cells.SCALES + cell];
    }
}
