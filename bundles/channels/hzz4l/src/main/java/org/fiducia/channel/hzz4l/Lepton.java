package org.fiducia.channel.hzz4l;

import java.util.Objects;
import org.fiducia.api.Nullable;
import org.fiducia.api.channel.FourMomentum;

/**
 * An electron or a muon, reconstructed (possibly with a photon it radiated) or dressed at generator level (then without:
 * its photons are already part of it).
 */
public final class Lepton {
    private final Flavour flavour;
    private final int charge;
    private final double pt;
    private final double eta;
    private final double phi;
    private final double mass;
    private final boolean tight;
    private final @Nullable Photon fsr;

    /** Kept when it was asked for, as most of those that are read from a file are not; the same from whichever thread. */
    private @Nullable FourMomentum p4;

    /**
     * @param flavour flavour
     * @param charge −1 or +1; 0 when not known
     * @param pt transverse momentum without photon, GeV
     * @param eta pseudorapidity without photon
     * @param phi azimuth without photon, rad
     * @param mass mass, GeV
     * @param tight whether it passes identification and isolation; true at generator level
     * @param fsr photon that belongs to it, or null
     */
    public Lepton(
            Flavour flavour,
            int charge,
            double pt,
            double eta,
            double phi,
            double mass,
            boolean tight,
            @Nullable Photon fsr) {
        this.flavour = Objects.requireNonNull(flavour);
        this.charge = Integer.signum(charge);
        this.pt = pt;
        this.eta = eta;
        this.phi = phi;
        this.mass = mass;
        this.tight = tight;
        this.fsr = fsr;
    }

    /** A tight lepton of the flavour's mass without photon. */
    public static Lepton of(Flavour flavour, int charge, double pt, double eta, double phi) {
        return new Lepton(flavour, charge, pt, eta, phi, flavour.mass(), true, null);
    }

    /** Flavour. */
    public Flavour flavour() {
        return flavour;
    }

    /** Electric charge in units of e: −1 or +1; 0 when not known. */
    public int charge() {
        return charge;
    }

    /** Transverse momentum without photon, GeV. */
    public double pt() {
        return pt;
    }

    /** Pseudorapidity without photon. */
    public double eta() {
        return eta;
    }

    /** Azimuth without photon, rad. */
    public double phi() {
        return phi;
    }

    /** Mass, GeV. */
    public double mass() {
        return mass;
    }

    /** Whether it passes identification and isolation. */
    public boolean tight() {
        return tight;
    }

    /** The photon that belongs to it, or null. */
    public @Nullable Photon fsr() {
        return fsr;
    }

    /** Four-momentum with its photon. */
    public FourMomentum p4() {
        FourMomentum known = p4;
        if (known == null) {
            var bare = FourMomentum.ofPtEtaPhiM(pt, eta, phi, mass);
            known = fsr == null ? bare : bare.plus(fsr.p4());
            p4 = known;
        }
        return known;
    }

    /** Four-momentum without its photon. */
    public FourMomentum bare() {
        return fsr == null ? p4() : FourMomentum.ofPtEtaPhiM(pt, eta, phi, mass);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Lepton that
                && flavour == that.flavour
                && charge == that.charge
                && pt == that.pt
                && eta == that.eta
                && phi == that.phi
                && mass == that.mass
                && tight == that.tight
                && Objects.equals(fsr, that.fsr);
    }

    @Override
    public int hashCode() {
        return Objects.hash(flavour, charge, pt, eta, phi, mass, tight, fsr);
    }

    @Override
    public String toString() {
        return flavour + (charge < 0 ? "-" : "+") + "[pt=" + pt + ", eta=" + eta + ", phi=" + phi + ", tight=" + tight
                + ", fsr=" + fsr + "]";
    }
}
