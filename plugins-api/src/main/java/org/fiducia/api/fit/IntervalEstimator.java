package org.fiducia.api.fit;

import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.Progress;

/** Finds confidence intervals. Stateless and thread-safe. */
@PluginKind(plural = "intervals", singular = "interval estimator", order = 160)
public interface IntervalEstimator extends Plugin {
    /**
     * The interval of one parameter.
     *
     * @param likelihood used by this thread only; parameters fixed in its model are not profiled
     * @param fitter minimises over the other parameters
     * @param best converged result with covariance
     * @param parameter index of the parameter
     * @throws org.fiducia.api.FiduciaException when no end is found: why, and what to try; caused by a {@link BetterMinimum}
     *     where the NLL is seen to fall below that of the best fit
     */
    Interval interval(Likelihood likelihood, Fitter fitter, FitResult best, int parameter, Progress progress);
}
