package org.fiducia.api.fit;

import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.Progress;

/**
 * Tests of the strength μ of a signal with profile-likelihood ratios (Cowan, Cranmer, Gross, Vitells, arXiv:1007.1727):
 * upper limits with q̃_μ and CLs, and significance of a discovery with q_0. Stateless and thread-safe; results do not depend
 * on the number of threads.
 */
@PluginKind(plural = "tests", singular = "hypothesis test", order = 180)
public interface HypothesisTest extends Plugin {
    /**
     * What a test works on.
     *
     * @param likelihood copied for each thread
     * @param fitter minimises
     * @param start where fits begin
     * @param parameter index of μ
     * @param background value of μ without signal, usually 0
     * @param toys number of toys of each hypothesis; not used by a test without toys
     * @param seed of the toys
     * @param threads number of threads, at least 1
     */
    record Setup(
            Likelihood likelihood,
            Fitter fitter,
            double[] start,
            int parameter,
            double background,
            int toys,
            long seed,
            int threads) {}

    /** CLs of one value of μ. */
    Cls cls(Setup setup, double mu, Progress progress);

    /**
     * Upper limit on μ.
     *
     * @param level confidence level, e.g. .95
     */
    Limit limit(Setup setup, double level, Progress progress);

    /** Significance with which the absence of a signal is excluded. */
    Discovery discovery(Setup setup, Progress progress);

    /**
     * CLs of one value.
     *
     * @param observed CLs of the data
     * @param error statistical uncertainty of the observed CLs; 0 for a test without toys
     * @param expected CLs expected without signal at −2, −1, 0, 1, 2 standard deviations, in the order in which CLs rises
     */
    record Cls(double observed, double error, double[] expected) {}

    /**
     * An upper limit.
     *
     * @param observed from the data
     * @param expected without signal at −2, −1, 0, 1, 2 standard deviations, rising
     */
    record Limit(double observed, double[] expected) {}

    /**
     * A test of the background-only hypothesis.
     *
     * @param significance in standard deviations, ≥ 0
     * @param pValue one-sided
     */
    record Discovery(double significance, double pValue) {}
}
