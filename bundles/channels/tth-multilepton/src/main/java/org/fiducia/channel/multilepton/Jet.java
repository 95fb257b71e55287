package org.fiducia.channel.multilepton;

import org.fiducia.api.channel.FourMomentum;

/**
 * A jet.
 *
 * @param pt transverse momentum, GeV
 * @param eta pseudorapidity
 * @param phi azimuth, rad
 * @param btag whether it is tagged as the jet of a b quark
 */
public record Jet(double pt, double eta, double phi, boolean btag) {
    /** Four-momentum, without mass. */
    public FourMomentum p4() {
        return FourMomentum.ofPtEtaPhiM(pt, eta, phi, 0);
    }
}
