package org.fiducia.calibrations.photonenergy;

/** What the least transverse momentum of an electron does to simulated ones that are smeared. */
final class Threshold {
    /** Least transverse momentum of an electron after correction, GeV. */
    static final double PT = 28;

    /** Electrons whose momentum is so many standard deviations of smearing above it are always taken. */
    private static final double FAR = 6;

    private static final double RARE = 1e-4;
    private static final double[] ABOVE = {1, 0};
    private static final double[] BELOW = {0, 0};

    private Threshold() {}

    /**
     * Probability to be above it, and the mean relative smearing of those that are.
     *
     * @param pt transverse momentum before smearing, GeV
     * @param variance of the relative smearing
     */
    static double[] of(double pt, double variance) {
        double s = Math.sqrt(Math.max(variance, 0));
        double need = PT / pt - 1;
        if (s == 0 || Math.abs(need) > FAR * s) {
            return need < 0 ? ABOVE : BELOW;
        }
        double above = Normal.below(-need / s);
        return above < RARE ? BELOW : new double[] {above, s * Normal.density(need / s) / above};
    }
}
