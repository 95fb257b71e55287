package org.fiducia.api.fit;

import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.Progress;

/** Finds the minimum of a likelihood. Stateless and thread-safe. */
@PluginKind(plural = "fitters", singular = "fitter", order = 150)
public interface Fitter extends Plugin {
    /**
     * Minimises.
     *
     * @param likelihood used by this thread only
     * @param start one value per parameter; fixed ones stay
     * @param covariance whether to compute the covariance at the minimum
     */
    FitResult fit(Likelihood likelihood, double[] start, boolean covariance, Progress progress);
}
