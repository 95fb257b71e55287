package org.fiducia.scalefactors.tagandprobe;

/**
 * The probes of a bin.
 *
 * @param bin their kinematics
 * @param pass mass spectrum of those that passed
 * @param fail mass spectrum of those that failed, of the same binning
 */
record Probes(KinematicBin bin, Spectrum pass, Spectrum fail) {
    /** Spectrum of a side: passed for 0, failed for 1. */
    Spectrum side(int side) {
        return side == 0 ? pass : fail;
    }

    /** Fraction of entries that passed: the efficiency where there is no background. */
    Efficiency counted() {
        return Efficiency.of(
                pass.sum() * pass.weight(),
                Math.sqrt(pass.sum()) * pass.weight(),
                fail.sum() * fail.weight(),
                Math.sqrt(fail.sum()) * fail.weight());
    }
}
