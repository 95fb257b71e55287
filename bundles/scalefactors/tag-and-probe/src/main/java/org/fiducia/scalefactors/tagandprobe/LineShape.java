package org.fiducia.scalefactors.tagandprobe;

/**
 * The analytic line shape as found in simulation.
 *
 * @param shift of the mass, GeV
 * @param sigma resolution, GeV
 * @param tails tail of the resolution
 */
record LineShape(double shift, double sigma, Tails tails) {
    /** From a fit with the analytic line shape. */
    static LineShape of(SideFit fit) {
        return new LineShape(
                fit.value("shift", 0),
                fit.value("sigma", 1),
                new Tails(fit.value("alpha", Tails.UNKNOWN.alpha()), fit.value("power", Tails.UNKNOWN.power()), true));
    }
}
