package org.fiducia.statistics.inference;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.HypothesisTest.Setup;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.inference.Calibration;
import org.fiducia.api.inference.Calibration.End;
import org.fiducia.api.inference.Calibration.Level;
import org.fiducia.api.inference.Calibration.Toys;
import org.fiducia.api.model.Parameter;
import org.fiducia.statistics.discrete.DiscreteProfiling;

/**
 * The interval of one parameter with thresholds of 2ΔNLL from toys (G. J. Feldman, R. D. Cousins, arXiv:physics/9711021), the
 * other parameters profiled: those of the toys of a value are at their best fit to the data for it, and auxiliary measurements
 * are drawn with the data; what hardly matters is held in their fits ({@link Negligible}). A value belongs to the interval when more than 1 − CL of its toys are at least as far from it as
 * the data; where these are discrete that is more than the confidence level asks for.
 *
 * <p>An end is sought between a value that belongs and one that does not. What the next value is tells the normal quantile of
 * the share of toys, which falls nearly straight. A value far from the end takes few toys: they are drawn until the share is
 * {@link #CLEAR} standard deviations from 1 − CL. Where it is still nearer when {@link #most} are drawn, the end is there, up
 * to the number of toys; small models, of which fits cost little, draw more toys and close in on it. So they find jumps of the
 * share, which there are with counts. Of an interval with gaps, an outer end is found. All depends on nothing but the
 * likelihood and the seed.
 */
final class FeldmanCousins {
    private static final int BATCH = 50;
    private static final double CLEAR = 2.5;
    private static final int LEAST = 300;
    private static final int MOST = 2400;

    /** Toys at an end times free parameters: models that are fitted fast afford more. */
    private static final int EFFORT = 40_000;

    /** Width in which an end is enclosed, in units of the end of the profile interval. */
    private static final double WIDTH = 0.02;

    private static final int OUTWARD_STEPS = 12;
    private static final int INWARD_STEPS = 14;
    private static final double FARTHER = 1.6;

    /** Larger share of toys without a minimum than this makes thresholds doubtful. */
    private static final double FAILURES = 0.05;

    private final Setup setup;
    private final FitResult best;
    private final Parameter parameter;
    private final Progress progress;
    private final StrengthFit data;
    private final List<ToyPoint> points = new ArrayList<>();

    /** What toys are fitted without. */
    private boolean[] negligible = {};

    /** Toys at most of a value. */
    private int most = LEAST;

    /**
     * No toy is drawn yet.
     *
     * @param likelihood of the calling thread
     * @param best fit
     * @param index of the parameter
     */
    FeldmanCousins(
            Likelihood likelihood,
            Fitter fitter,
            FitResult best,
            int index,
            long seed,
            int threads,
            Progress progress) {
        this.best = best;
        this.progress = progress;
        parameter = likelihood.model().parameters().get(index);
        setup = new Setup(likelihood, fitter, best.parameters(), index, 0, LEAST, seed, threads);
        data = new StrengthFit(likelihood, setup, best.parameters(), progress);
        data.free(best);
    }

    /**
     * Intervals at all levels.
     *
     * @param profile with 2ΔNLL = 1
     * @param coverage expected of it
     * @param reason for people
     * @throws FiduciaException of kind FIT when too many toys have no minimum, or an end is not found
     */
    Calibration calibrate(Interval profile, double coverage, String reason) {
        progress.begin("calibrating the interval of " + parameter.name() + " by toys", 0);
        simplify(best() + 0.5 * (profile.up() - profile.down()));
        var levels = new ArrayList<Level>();
        for (double level : Calibration.LEVELS) {
            levels.add(new Level(level, end(-1, level, profile.down()), end(1, level, profile.up())));
        }
        int used = points.stream().mapToInt(ToyPoint::used).sum();
        int failed = points.stream().mapToInt(ToyPoint::failed).sum();
        String failure = points.stream()
                .map(ToyPoint::failure)
                .filter(why -> !why.isEmpty())
                .findFirst()
                .orElse("");
        if (failed > FAILURES * (used + failed)) {
            throw new FiduciaException(
                    Kind.FIT,
                    failed + " of " + (used + failed) + " toys of " + parameter.name() + " have no minimum (" + failure
                            + ")",
                    "give parameters limits or constraints");
        }
        return new Calibration(coverage, reason, profile, levels, new Toys(used, failed, failure, setup.seed()));
    }

    /**
     * Whether a value belongs to the interval of 68.27 %.
     *
     * @param profile with 2ΔNLL = 1
     * @throws FiduciaException of kind FIT when too many toys have no minimum
     */
    boolean contains(double value, Interval profile) {
        simplify(best() + 0.5 * (profile.up() - profile.down()));
        return value == best() || test(value, Calibration.LEVELS[0]).inside();
    }

    /** Finds what toys can be fitted without, by the covariance that is expected for a value. */
    private void simplify(double value) {
        Likelihood likelihood = setup.likelihood();
        double[] at = data.value(value).parameters();
        FitResult expected = setup.fitter().fit(likelihood.asimov(at), at, true, progress);
        var parameters = likelihood.model().parameters();
        double[][] covariance = expected.covariance();
        // a covariance says nothing of other functions
        boolean smooth = DiscreteProfiling.floating(likelihood).isEmpty();
        negligible = smooth && expected.converged() && covariance != null
                ? Negligible.of(covariance, parameters, setup.parameter())
                : new boolean[parameters.size()];
        long free = parameters.stream().filter(p -> !p.fixed()).count();
        most = (int) Math.max(LEAST, Math.min(MOST, EFFORT / free));
    }

    private double best() {
        return best.parameters()[setup.parameter()];
    }

    /**
     * What is known of a value with regard to a level.
     *
     * @param at the value
     * @param z share of the toys that are at least as far as the data, as a two-sided normal quantile; 0 at the best fit
     * @param inside whether it belongs to the interval
     * @param clear whether that is clear
     * @param point its toys
     */
    private record Tested(double at, double z, boolean inside, boolean clear, ToyPoint point) {}

    private Tested test(double value, double level) {
        ToyPoint point = points.stream()
                .filter(p -> p.value() == value)
                .findFirst()
                .orElseGet(() -> {
                    var made =
                            ToyPoint.of(value, best(), data.value(value), setup, negligible, points.size(), progress);
                    points.add(made);
                    return made;
                });
        double tail = 1 - level;
        while (true) {
            if (!point.possible()) {
                return new Tested(value, Double.POSITIVE_INFINITY, false, true, point);
            }
            int n = point.used();
            double p = point.pValue();
            double sigma = Math.sqrt(tail * level / Math.max(1, n));
            boolean clear = n > 0 && Math.abs(p - tail) > CLEAR * sigma;
            if (clear || n + point.failed() >= most) {
                if (n == 0) {
                    throw new FiduciaException(
                            Kind.FIT,
                            "no toy with " + parameter.name() + " at " + value + " has a minimum (" + point.failure()
                                    + ")",
                            "give parameters limits or constraints");
                }
                double least = 0.5 / Math.max(1, n);
                double z = Normal.quantileAbove(0.5 * Math.max(least, Math.min(1, p)));
                return new Tested(value, z, p > tail, clear, point);
            }
            point.add(BATCH, progress);
        }
    }

    private End end(int side, double level, double distance) {
        double goal = Normal.quantileAbove(0.5 * (1 - level));
        double limit = side < 0 ? parameter.lower() : parameter.upper();
        if (side * (limit - best()) <= 0) {
            return new End(limit, 0, true, Double.NaN, Double.NaN, 0);
        }
        var inner = new Tested(
                best(),
                0,
                true,
                true,
                ToyPoint.of(best(), best(), data.value(best()), setup, negligible, -1, progress));
        double step = (distance > 0 ? distance : parameter.step()) * goal;
        int patience = most / LEAST - 1;
        Tested outer = null;
        for (int k = 0; k < OUTWARD_STEPS && outer == null; k++) {
            double value = best() + side * step;
            boolean beyond = side * (value - limit) >= 0;
            Tested next = test(beyond ? limit : value, level);
            if (next.inside() && beyond) {
                return limit(next, level);
            }
            if (!next.clear() && patience-- <= 0) {
                return at(next, inner, next, goal, level);
            }
            if (next.inside()) {
                inner = next;
                step *= FARTHER;
            } else {
                outer = next;
            }
        }
        if (outer == null) {
            throw new FiduciaException(
                    Kind.FIT,
                    "no " + (side < 0 ? "lower" : "upper") + " end of the calibrated interval of " + parameter.name()
                            + ": " + inner.at() + " still belongs to it",
                    "give the parameter limits, or merge bins with few events");
        }
        double width = WIDTH * Math.abs(step);
        for (int k = 0; k < INWARD_STEPS && Math.abs(outer.at() - inner.at()) > width; k++) {
            Tested next = test(inner.at() + share(inner, outer, goal, k) * (outer.at() - inner.at()), level);
            if (!next.clear() && patience-- <= 0) {
                return at(next, inner, outer, goal, level);
            }
            if (next.inside()) {
                inner = next;
            } else {
                outer = next;
            }
        }
        return closed(inner, outer, goal, level);
    }

    /** The end between two values that are near each other: a jump, or the edge of what is possible. */
    private End closed(Tested inner, Tested outer, double goal, double level) {
        double half = 0.5 * Math.abs(outer.at() - inner.at());
        if (!outer.point().possible() && inner.z() < goal) {
            return new End(
                    inner.at(),
                    2 * half,
                    true,
                    inner.point().threshold(level),
                    inner.point().coverage(goal * goal),
                    inner.point().used());
        }
        Tested known = inner.point().used() > outer.point().used() ? inner : outer;
        boolean clear = inner.clear() && outer.clear();
        double error = clear ? half : Math.hypot(half, error(known, goal, level) / Math.abs(slope(known)));
        return end(0.5 * (inner.at() + outer.at()), error, known, goal, level);
    }

    /** How far from the inner value to the outer one the end is expected; every third time the middle. */
    private static double share(Tested inner, Tested outer, double goal, int step) {
        double share = (goal - inner.z()) / (outer.z() - inner.z());
        return step % 3 == 2 || !(share > 0 && share < 1) || Double.isInfinite(outer.z())
                ? 0.5
                : Math.max(0.1, Math.min(0.9, share));
    }

    /** The end near a value that more toys would be needed to tell from it. */
    private End at(Tested near, Tested inner, Tested outer, double goal, double level) {
        double slope = slope(near);
        double at = near.at() + (goal - near.z()) / slope;
        double within = near.equals(outer)
                ? Math.max(parameter.lower(), Math.min(parameter.upper(), at))
                : Math.max(Math.min(inner.at(), outer.at()), Math.min(Math.max(inner.at(), outer.at()), at));
        return end(within, error(near, goal, level) / Math.abs(slope), near, goal, level);
    }

    /** Of the normal quantile along the whole way from the best fit: that of a short piece is all chance. */
    private double slope(Tested near) {
        return near.z() / (near.at() - best());
    }

    /** Of the normal quantile from the number of toys; those without a minimum may be on either side. */
    private static double error(Tested near, double goal, double level) {
        int n = near.point().used();
        double density = Math.sqrt(2 / Math.PI) * Math.exp(-0.5 * goal * goal);
        double lost = (double) near.point().failed() / (n + near.point().failed());
        return Math.hypot(Math.sqrt((1 - level) * level / n), lost) / density;
    }

    private static End limit(Tested at, double level) {
        double goal = Normal.quantileAbove(0.5 * (1 - level));
        return new End(
                at.at(),
                0,
                true,
                at.point().threshold(level),
                at.point().coverage(goal * goal),
                at.point().used());
    }

    private static End end(double at, double error, Tested near, double goal, double level) {
        return new End(
                at,
                error,
                false,
                near.point().threshold(level),
                near.point().coverage(goal * goal),
                near.point().used());
    }
}
