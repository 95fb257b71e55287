package org.fiducia.background.zxfakerate;

/**
 * Range of the Z mass in which fake rates are measured.
 *
 * @param lo lower end, GeV
 * @param hi upper end, GeV
 */
record ZWindow(double lo, double hi) {
    boolean holds(double mass) {
        return mass > lo && mass < hi;
    }
}
