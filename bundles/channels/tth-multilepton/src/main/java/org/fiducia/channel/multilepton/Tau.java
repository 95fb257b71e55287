package org.fiducia.channel.multilepton;

import java.util.Optional;
import org.fiducia.api.channel.FourMomentum;

/**
 * A τ that decays to hadrons.
 *
 * @param pt transverse momentum of its visible part, GeV
 * @param eta pseudorapidity
 * @param phi azimuth, rad
 * @param charge ±1
 * @param prongs number of its charged particles, 1 or 3
 * @param tight whether it passes the tight identification; it passes the loose one
 * @param truth what it is in simulation
 */
public record Tau(double pt, double eta, double phi, int charge, int prongs, boolean tight, Truth truth) {
    /** What a reconstructed τ is. */
    public enum Truth {
        /** Nothing is known: data. */
        UNKNOWN,
        /** A τ. */
        REAL,
        /** A jet. */
        JET
    }

    /** Four-momentum of its visible part, without mass. */
    public FourMomentum p4() {
        return FourMomentum.ofPtEtaPhiM(pt, eta, phi, 0);
    }

    /** Kind of its misidentification, that of {@link #kind}; nothing where it is real, or data. */
    public Optional<String> fake() {
        return truth == Truth.JET ? Optional.of(kind()) : Optional.empty();
    }

    /** What it seems to be, {@code t1} or {@code t3} by its prongs. */
    public String kind() {
        return "t" + prongs;
    }
}
