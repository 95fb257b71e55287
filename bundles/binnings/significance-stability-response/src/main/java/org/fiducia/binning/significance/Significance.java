package org.fiducia.binning.significance;

/** Approximate median significance of a counting experiment of which the background is known to ±√b. */
final class Significance {
    /** What every bin shall have. */
    static final double WANTED = 3;

    private Significance() {}

    /**
     * AMS = √(2 [(s+b) ln((s+b)(b+σ²)/(b²+(s+b)σ²)) − (b²/σ²) ln(1 + σ² s/(b(b+σ²)))]) (Cowan, Cranmer, Gross, Vitells,
     * arXiv:1007.1727, and G. Cowan's note on background uncertainty) with σ² = b, where it becomes
     * √(2 [(s+b) ln(2(s+b)/(s+2b)) − b ln(1 + s/(2b))]), which is defined for b = 0, too.
     *
     * @param signal expected events s
     * @param background expected events b
     */
    static double ams(double signal, double background) {
        double s = Math.max(0, signal);
        double b = Math.max(0, background);
        if (s == 0) {
            return 0;
        }
        double first = (s + b) * Math.log(2 * (s + b) / (s + 2 * b));
        double second = b > 0 ? b * Math.log1p(s / (2 * b)) : 0;
        return Math.sqrt(2 * Math.max(0, first - second));
    }
}
