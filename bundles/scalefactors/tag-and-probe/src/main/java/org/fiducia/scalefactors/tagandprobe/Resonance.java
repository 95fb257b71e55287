package org.fiducia.scalefactors.tagandprobe;

import java.util.Locale;

/** What decays into the two leptons. */
enum Resonance {
    /** Z: m = 91.1876 GeV, Γ = 2.4952 GeV (PDG). */
    Z(91.1876, 2.4952, 1),
    /** J/ψ: m = 3.0969 GeV; its width of 93 keV is nothing beside the resolution. */
    JPSI(3.0969, 0, 0.03);

    private final double mass;
    private final double width;
    private final double resolution;

    Resonance(double mass, double width, double resolution) {
        this.mass = mass;
        this.width = width;
        this.resolution = resolution;
    }

    /** Mass, GeV. */
    double mass() {
        return mass;
    }

    /** Natural width, GeV; 0 where it does not matter. */
    double width() {
        return width;
    }

    /** Unit in which shifts and smearings are counted: about the resolution of a detector, GeV. */
    double resolution() {
        return resolution;
    }

    /** Name for people. */
    String title() {
        return this == Z ? "Z" : "J/ψ";
    }

    /** By the name on the command line. */
    static Resonance of(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "").startsWith("Z") ? Z : JPSI;
    }
}
