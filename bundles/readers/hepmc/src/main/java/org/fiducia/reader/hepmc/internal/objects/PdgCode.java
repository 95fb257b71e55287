package org.fiducia.reader.hepmc.internal.objects;

/** What the numbering scheme of the Particle Data Group says of a code. */
final class PdgCode {
    static final int ELECTRON = 11;
    static final int MUON = 13;
    static final int TAU = 15;
    static final int PHOTON = 22;
    static final int Z = 23;
    static final int W = 24;
    static final int HIGGS = 25;
    static final int TOP = 6;

    private static final int NUCLEI = 1_000_000_000;
    private static final int NEW_PHYSICS = 1_000_000;
    private static final int NEW_PHYSICS_END = 9_000_000;

    /** Bits of 12, 14 and 16. */
    private static final int NEUTRINOS = 1 << 12 | 1 << 14 | 1 << 16;

    private PdgCode() {}

    /** An electron or a muon, of either charge. */
    static boolean isLightLepton(int code) {
        return Math.abs(code) == ELECTRON || Math.abs(code) == MUON;
    }

    /** A W or a Z. */
    static boolean isVector(int code) {
        return Math.abs(code) == W || code == Z;
    }

    static boolean isNeutrino(int code) {
        int kind = Math.abs(code);
        return kind <= 16 && (NEUTRINOS >> kind & 1) != 0;
    }

    /** Made of quarks: a meson, a baryon or a nucleus; no diquark. The digits are n nr nl nq1 nq2 nq3 nj. */
    static boolean isHadron(int code) {
        int kind = Math.abs(code);
        if (kind >= NUCLEI) {
            return true;
        }
        if (kind <= 100 || kind >= NEW_PHYSICS && kind < NEW_PHYSICS_END) {
            return false;
        }
        boolean shortOrLong = kind == 130 || kind == 310;
        boolean exchange = kind == 110 || kind == 990 || kind == 9990; // reggeon, pomeron, odderon
        return shortOrLong || !exchange && kind % 10 > 0 && kind / 10 % 10 > 0 && kind / 100 % 10 > 0;
    }
}
