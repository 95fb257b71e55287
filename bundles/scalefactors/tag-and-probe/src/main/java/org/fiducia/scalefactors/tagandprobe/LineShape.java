package org.fiducia.scalefactors.tagandprobe;

/**
 * The analytic line shape as found in simulation.
 *
 * @param shift of the mass, GeV
 * @param sigma resolution, GeV
 * @param width of the Breit–Wigner, GeV: selections can make it fall faster than its natural width does
 * @param alpha where the tail on the side of low masses begins, in widths
 * @param power of its fall
 * @param wide share of the part with a wider resolution, 0 for none
 * @param wideOffset how much more that is shifted, GeV
 * @param wideSigma its resolution, GeV
 * @param known whether simulation has been asked: then data take tail and wide part as they are
 */
record LineShape(
        double shift,
        double sigma,
        double width,
        double alpha,
        double power,
        double wide,
        double wideOffset,
        double wideSigma,
        boolean known) {
    /** Start values where nothing is known. */
    static LineShape unknown(Resonance resonance) {
        return new LineShape(0, 2 * resonance.resolution(), resonance.width(), 1.3, 3, 0, 0, 0, false);
    }

    /** From a fit of simulation with the analytic line shape. */
    static LineShape of(SideFit fit, Resonance resonance) {
        double shift = fit.value("shift", 0);
        double wide = fit.value("wide", 0);
        return new LineShape(
                shift,
                fit.value("sigma", 1),
                fit.value("width", resonance.width()),
                fit.value("alpha", 2),
                fit.value("power", 3),
                wide,
                wide > 0 ? fit.value("shiftWide", 0) - shift : 0,
                wide > 0 ? fit.value("sigmaWide", 1) : 0,
                true);
    }
}
