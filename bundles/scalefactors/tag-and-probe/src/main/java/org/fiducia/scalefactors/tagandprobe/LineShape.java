package org.fiducia.scalefactors.tagandprobe;

/**
 * The analytic line shape as found in simulation.
 *
 * @param convolved whether it is a Breit–Wigner convolved with a Crystal Ball, else a double-sided Crystal Ball
 * @param shift of the mass, GeV
 * @param sigma resolution, GeV
 * @param low tail on the side of low masses
 * @param high tail on the side of high masses, of a double-sided Crystal Ball
 * @param wide share of the part with a wider resolution, 0 for none
 * @param wideOffset how much more that is shifted, GeV
 * @param wideSigma its resolution, GeV
 * @param known whether simulation has been asked: then data take tail and wide part as they are
 */
record LineShape(
        boolean convolved,
        double shift,
        double sigma,
        Tail low,
        Tail high,
        double wide,
        double wideOffset,
        double wideSigma,
        boolean known) {
    /**
     * Tail of a Crystal Ball.
     *
     * @param alpha where it begins, in widths
     * @param power of its fall
     */
    record Tail(double alpha, double power) {}

    /** Start values where nothing is known. */
    static LineShape unknown(Resonance resonance) {
        return new LineShape(
                resonance.width() > 0, 0, 2 * resonance.resolution(), new Tail(1.3, 3), new Tail(2, 5), 0, 0, 0, false);
    }

    /** From a fit of simulation with the analytic line shape. */
    static LineShape of(SideFit fit, Resonance resonance) {
        LineShape otherwise = unknown(resonance);
        double shift = fit.value("shift", 0);
        double wide = fit.value("wide", 0);
        return new LineShape(
                otherwise.convolved && !fit.model().rung().freeForm(),
                shift,
                fit.value("sigma", otherwise.sigma),
                new Tail(fit.value("alpha", otherwise.low.alpha), fit.value("power", otherwise.low.power)),
                new Tail(fit.value("alphaR", otherwise.high.alpha), fit.value("powerR", otherwise.high.power)),
                wide,
                wide > 0 ? fit.value("shiftWide", 0) - shift : 0,
                wide > 0 ? fit.value("sigmaWide", 1) : 0,
                true);
    }
}
