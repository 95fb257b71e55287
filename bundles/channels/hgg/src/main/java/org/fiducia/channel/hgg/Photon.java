package org.fiducia.channel.hgg;

import org.fiducia.api.channel.FourMomentum;

/**
 * A photon, reconstructed or generated.
 *
 * @param rawPt transverse momentum as it was read, GeV
 * @param eta pseudorapidity
 * @param phi azimuth, rad
 * @param r9 shower-shape ratio; NaN of a generated photon
 * @param energyErr estimate of the resolution of its energy as it was read, GeV; NaN where there is none
 * @param mvaID score of the identification; NaN of a generated photon
 * @param factor corrected energy over that which was read; 1 without correction
 * @param resolution relative resolution beyond that of the estimate
 */
public record Photon(
        double rawPt,
        double eta,
        double phi,
        double r9,
        double energyErr,
        double mvaID,
        double factor,
        double resolution) {
    /** A photon of generator level. */
    public static Photon generated(double pt, double eta, double phi) {
        return new Photon(pt, eta, phi, Double.NaN, Double.NaN, Double.NaN, 1, 0);
    }

    /** Corrected transverse momentum, GeV. */
    public double pt() {
        return rawPt * factor;
    }

    /** What a calibration needs to know of it. */
    org.fiducia.objects.photon.Photon corrected() {
        return new org.fiducia.objects.photon.Photon(pt(), eta, phi, r9);
    }

    /** Corrected four-momentum. */
    public FourMomentum p4() {
        return FourMomentum.ofPtEtaPhiM(pt(), eta, phi, 0);
    }

    /** Square of the relative resolution of its energy: the estimate of its file, and what lies beyond; NaN where there is none. */
    public double relativeVariance() {
        double estimate = energyErr / (rawPt * Math.cosh(eta));
        return estimate * estimate + resolution * resolution;
    }
}
