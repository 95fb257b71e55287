package org.fiducia.scalefactors.tagandprobe;

/**
 * Fraction of probes that pass.
 *
 * @param value n_P / (n_P + n_F)
 * @param error √(n_P² σ_F² + n_F² σ_P²) / (n_P + n_F)²
 */
record Efficiency(double value, double error) {
    /** From the numbers of probes that pass and fail and their independent uncertainties. */
    static Efficiency of(double pass, double passError, double fail, double failError) {
        double all = pass + fail;
        return new Efficiency(pass / all, Math.hypot(pass * failError, fail * passError) / (all * all));
    }
}
