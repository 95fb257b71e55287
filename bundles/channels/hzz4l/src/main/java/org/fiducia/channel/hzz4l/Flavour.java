package org.fiducia.channel.hzz4l;

/** Flavour of a charged lepton. */
public enum Flavour {
    /** Electron. */
    ELECTRON(11, 0.00051099895),
    /** Muon. */
    MUON(13, 0.1056583755);

    private final int pdgId;
    private final double mass;

    Flavour(int pdgId, double mass) {
        this.pdgId = pdgId;
        this.mass = mass;
    }

    /** PDG number of the negatively charged lepton. */
    public int pdgId() {
        return pdgId;
    }

    /** Mass, GeV (PDG 2024). */
    public double mass() {
        return mass;
    }
}
