package org.fiducia.scalefactors.tagandprobe;

/**
 * How spectra are fitted.
 *
 * @param resonance what decays
 * @param bernstein whether the alternative background is a Bernstein polynomial; else an exponential
 * @param simulatedBackground whether simulation has background to be fitted, too; else it is signal only
 * @param goodP a fit with at least this p-value of χ² is good
 * @param goodMisfit so is one whose relative misfit √((χ² − ndf)/n) is at most this: with millions of events no model is
 *     perfect
 */
record Setting(Resonance resonance, boolean bernstein, boolean simulatedBackground, double goodP, double goodMisfit) {
    /** A p-value of 1 ‰ or a misfit of 2 %. */
    static Setting of(Resonance resonance) {
        return new Setting(resonance, true, false, 1e-3, 0.02);
    }
}
