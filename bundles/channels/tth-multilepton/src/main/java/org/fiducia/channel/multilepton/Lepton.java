package org.fiducia.channel.multilepton;

import java.util.Optional;
import org.fiducia.api.channel.FourMomentum;

/**
 * An electron or muon.
 *
 * @param pt transverse momentum, GeV
 * @param eta pseudorapidity
 * @param phi azimuth, rad
 * @param charge ±1
 * @param electron whether it is an electron
 * @param tight whether it passes the tight identification; it passes the loose one
 * @param conversion whether its track points at a conversion of a photon
 * @param truth what it is in simulation
 */
public record Lepton(
        double pt,
        double eta,
        double phi,
        int charge,
        boolean electron,
        boolean tight,
        boolean conversion,
        Truth truth) {
    /** What a reconstructed lepton is. */
    public enum Truth {
        /** Nothing is known: data. */
        UNKNOWN,
        /** A lepton of the decay of a boson or of a τ. */
        REAL,
        /** From the decay of a hadron with heavy flavour. */
        HEAVY_FLAVOUR,
        /** From a conversion of a photon. */
        CONVERSION
    }

    /** Four-momentum, without mass. */
    public FourMomentum p4() {
        return FourMomentum.ofPtEtaPhiM(pt, eta, phi, 0);
    }

    /** Kind of its misidentification: {@code eHF}, {@code mHF} or {@code eConv}; nothing where it is real, or data. */
    public Optional<String> fake() {
        return switch (truth) {
            case HEAVY_FLAVOUR -> Optional.of(electron ? "eHF" : "mHF");
            case CONVERSION -> Optional.of(electron ? "eConv" : "mConv");
            default -> Optional.empty();
        };
    }

    /** What it seems to be, {@code e} or {@code m}. */
    public String kind() {
        return electron ? "e" : "m";
    }
}
