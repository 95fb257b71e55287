package org.fiducia.statistics.profile;

import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.fit.IntervalEstimator;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Parameter;
import org.osgi.service.component.annotations.Component;

/**
 * Interval in which twice the NLL, minimised over the other parameters, lies at most 1 above its minimum.
 *
 * <p>An end is first sought by {@link DirectCrossing}, which needs no fits and nearly always finds it; where it does not —
 * limits in the way, a likelihood far from a parabola — {@link BracketedCrossing} takes over: slower, never lost.
 */
@Component(service = IntervalEstimator.class)
public final class ProfileLikelihood implements IntervalEstimator {
    /** Rise of the NLL at the ends of a 68.3 % interval. */
    private static final double RISE = 0.5;

    @Override
    public String id() {
        return "profile";
    }

    @Override
    public String title() {
        return "profile likelihood, 2ΔNLL = 1";
    }

    @Override
    public Interval interval(Likelihood likelihood, Fitter fitter, FitResult best, int parameter, Progress progress) {
        Parameter of = likelihood.model().parameters().get(parameter);
        if (!best.converged() || best.covariance() == null) {
            throw new FiduciaException(
                    Kind.FIT,
                    "no interval of " + of.name() + ": the best fit has not converged or has no covariance",
                    best.message().isEmpty() ? "fit with covariance first" : best.message());
        }
        if (of.fixed()) {
            throw new FiduciaException(
                    Kind.FIT, "no interval of " + of.name() + ": it is fixed", "free it before the fit");
        }
        End down = end(likelihood, fitter, best, parameter, -1, progress);
        End up = end(likelihood, fitter, best, parameter, 1, progress);
        double value = best.parameters()[parameter];
        return new Interval(value, value - down.at(), up.at() - value, down.isLimit(), up.isLimit());
    }

    private static End end(
            Likelihood likelihood, Fitter fitter, FitResult best, int parameter, int side, Progress progress) {
        progress.checkCancelled();
        double direct = new DirectCrossing(likelihood, best, parameter, side).find(RISE);
        if (!Double.isNaN(direct)) {
            return new End(direct, false);
        }
        return new BracketedCrossing(likelihood, fitter, best, parameter, side, progress).find(RISE);
    }

    /**
     * An end of an interval.
     *
     * @param at value of the parameter
     * @param isLimit it is the parameter's limit, not a crossing
     */
    record End(double at, boolean isLimit) {}
}
