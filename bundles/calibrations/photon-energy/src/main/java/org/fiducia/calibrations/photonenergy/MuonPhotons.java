package org.fiducia.calibrations.photonenergy;

/**
 * Photons from muons of a Z; arrays have one entry per photon and are not written to.
 *
 * @param era index of the era; −1 for simulation
 * @param pt transverse momentum of the photon as it was read, GeV
 * @param eta its signed pseudorapidity
 * @param r9 its shower-shape ratio
 * @param mumu squared mass of the muons, GeV²
 * @param excess squared mass of all three less that of the muons, GeV²; proportional to the energy of the photon
 */
record MuonPhotons(int[] era, double[] pt, double[] eta, double[] r9, double[] mumu, double[] excess) {
    /** Mass of muons, GeV. */
    static final double MUON = 0.1056583745;

    /** Number of photons. */
    int size() {
        return pt.length;
    }
}
