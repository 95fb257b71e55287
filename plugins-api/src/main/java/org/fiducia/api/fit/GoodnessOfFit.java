package org.fiducia.api.fit;

import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.Progress;

/** Says how well a fitted model describes its data. Stateless and thread-safe. */
@PluginKind(plural = "goodness", singular = "goodness of fit", order = 190)
public interface GoodnessOfFit extends Plugin {
    /** Whether there is anything to test in a model with its data. */
    default boolean applies(Likelihood likelihood) {
        return true;
    }

    /**
     * Tests.
     *
     * @param likelihood the model with its data; copied for each thread
     * @param fitter fits the toys
     * @param best the fit
     * @param toys number of toys
     * @param seed of the toys
     * @param threads number of threads, at least 1; the result does not depend on it
     */
    Outcome test(
            Likelihood likelihood, Fitter fitter, FitResult best, int toys, long seed, int threads, Progress progress);

    /**
     * The outcome.
     *
     * @param statistic value in the data, larger is worse
     * @param pValue fraction of toys at least as bad
     * @param toys number of toys whose fits converged
     */
    record Outcome(double statistic, double pValue, int toys) {}
}
