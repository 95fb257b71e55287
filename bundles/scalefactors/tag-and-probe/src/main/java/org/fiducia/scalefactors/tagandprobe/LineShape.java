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
 * @param continuum shares of the basis polynomials of the part that does not peak: virtual photons, badly measured leptons;
 *     none for no such part
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
        double[] continuum,
        boolean known) {
    /** Degrees of the polynomial of the continuum. */
    private static final int[] DEGREES = {2, 10};

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
                resonance.width() > 0,
                0,
                2 * resonance.resolution(),
                new Tail(1.3, 3),
                new Tail(2, 5),
                0,
                0,
                0,
                new double[0],
                false);
    }

    /** Degree of the polynomial of the continuum, more for a wider one. */
    static int degree(boolean wide) {
        return DEGREES[wide ? 1 : 0];
    }

    /** Name of the share of a basis polynomial. */
    static String continuum(int degree, int k) {
        return "continuum" + degree + "-" + k;
    }

    private static double[] continuum(SideFit fit) {
        for (int degree : DEGREES) {
            var shares = new double[degree + 1];
            for (int k = 0; k <= degree; k++) {
                shares[k] = fit.value(continuum(degree, k), Double.NaN);
            }
            if (!Double.isNaN(shares[0])) {
                return shares;
            }
        }
        return new double[0];
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
                continuum(fit),
                true);
    }
}
