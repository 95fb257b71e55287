package org.fiducia.statistics.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
        return new Interval(
                value, value - down.at(), up.at() - value, down.isLimit(), up.isLimit(), remark(value, down, up));
    }

    /** Of a best fit that {@link #interval} takes. */
    static double[][] covariance(FitResult best) {
        return Objects.requireNonNull(best.covariance(), "a best fit without covariance is refused");
    }

    /**
     * What is particular about an interval. Where the best fit lies at a limit, and a parabola goes on beyond it, values at a
     * distance of t standard deviations from the limit are covered when the measured one lies above −(1 − t²)/2t and below t
     * + 1: 84.1 % at the limit, 68.3 % from one standard deviation on.
     */
    private static String remark(double value, End down, End up) {
        var remarks = new ArrayList<String>();
        for (End end : List.of(down, up)) {
            if (!end.isLimit()) {
                continue;
            }
            String side = end == down ? "lower" : "upper";
            if (!end.edges().isEmpty()) {
                remarks.add((end.at() == value ? "at the edge" : "its " + side + " end is the edge")
                        + " of positive expectation (" + String.join(", ", end.edges()) + ")"
                        + (end.at() == value ? ": one-sided, where 2ΔNLL rises by 1" : ""));
            } else if (end.at() == value) {
                remarks.add("at its " + side + " limit: one-sided, covers 68 to 84 %");
            }
        }
        return String.join("; ", remarks);
    }

    private static End end(
            Likelihood likelihood, Fitter fitter, FitResult best, int parameter, int side, Progress progress) {
        progress.checkCancelled();
        // slopes say nothing of other functions
        boolean smooth = likelihood.choices().stream()
                .allMatch(choice ->
                        likelihood.model().parameters().get(choice.index()).fixed());
        double direct = smooth ? new DirectCrossing(likelihood, best, parameter, side).find(RISE) : Double.NaN;
        if (!Double.isNaN(direct)) {
            return End.crossing(direct);
        }
        return new BracketedCrossing(likelihood, fitter, best, parameter, side, progress).find(RISE);
    }

    /**
     * An end of an interval.
     *
     * @param at value of the parameter
     * @param isLimit it is the parameter's limit or an edge of positive expectation, not a crossing
     * @param edges where less than nothing would be expected beyond; empty unless that ends it
     */
    record End(double at, boolean isLimit, List<String> edges) {
        static End crossing(double at) {
            return new End(at, false, List.of());
        }

        static End limit(double at) {
            return new End(at, true, List.of());
        }
    }
}
