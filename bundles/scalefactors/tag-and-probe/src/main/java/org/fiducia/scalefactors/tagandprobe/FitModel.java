package org.fiducia.scalefactors.tagandprobe;

import java.util.List;

/** The four models of a mass spectrum: two descriptions of the resonance, two of the background below it. */
enum FitModel {
    NOMINAL("nominal", false, false),
    ALT_SIGNAL("altSig", true, false),
    ALT_BACKGROUND("altBkg", false, true),
    ALT_BOTH("altSigBkg", true, true);

    /** The nominal one first, as systematic schemes take them. */
    static final List<FitModel> ALL = List.of(values());

    private final String id;
    private final boolean otherSignal;
    private final boolean otherBackground;

    FitModel(String id, boolean otherSignal, boolean otherBackground) {
        this.id = id;
        this.otherSignal = otherSignal;
        this.otherBackground = otherBackground;
    }

    /** Name in tables and files. */
    String id() {
        return id;
    }

    /** Whether the signal is the analytic line shape instead of the simulated spectrum. */
    boolean otherSignal() {
        return otherSignal;
    }

    /** Whether the background is the alternative one. */
    boolean otherBackground() {
        return otherBackground;
    }
}
