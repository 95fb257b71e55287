package org.fiducia.channel.hzz4l;

import org.fiducia.api.channel.FourMomentum;

/**
 * A photon radiated by a lepton.
 *
 * @param pt transverse momentum, GeV
 * @param eta pseudorapidity
 * @param phi azimuth, rad
 */
public record Photon(double pt, double eta, double phi) {
    /** Its four-momentum. */
    public FourMomentum p4() {
        return FourMomentum.ofPtEtaPhiM(pt, eta, phi, 0);
    }
}
