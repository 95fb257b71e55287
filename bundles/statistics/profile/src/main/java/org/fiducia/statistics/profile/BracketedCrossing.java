package org.fiducia.statistics.profile;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.BetterMinimum;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.statistics.profile.ProfileLikelihood.End;

/**
 * Where the profile crosses a given rise, by a fit at each value of the parameter: steps outwards until the crossing is
 * bracketed, then root finding. The slope of the profile is the gradient of the likelihood, so each fit gives value and
 * slope.
 */
final class BracketedCrossing {
    /** Of the end, in units of the uncertainty. */
    private static final double TOLERANCE = 1e-4;

    private static final int OUTWARD_STEPS = 40;
    private static final int ROOT_STEPS = 60;

    /** Of an edge of positive expectation, between a value that is possible and one that is not. */
    private static final int EDGE_STEPS = 40;

    /** How far to look, in units of the uncertainty of the best fit. */
    private static final double FARTHEST = 1000;

    /** A profile that lies so far below the best fit has found another minimum. */
    private static final double BETTER = 1e-4;

    private final Likelihood likelihood;
    private final Fitter fitter;
    private final FitResult best;
    private final double[][] covariance;
    private final int beta;
    private final int side;
    private final Progress progress;
    private final Parameter parameter;
    private final double sigma;
    private Point last;

    /** Where less than nothing would be expected at the last value that was not possible. */
    private List<String> edges = List.of();

    BracketedCrossing(Likelihood likelihood, Fitter fitter, FitResult best, int beta, int side, Progress progress) {
        this.likelihood = likelihood;
        this.fitter = fitter;
        this.best = best;
        covariance = ProfileLikelihood.covariance(best);
        this.beta = beta;
        this.side = side;
        this.progress = progress;
        parameter = likelihood.model().parameters().get(beta);
        double hesse = Math.sqrt(covariance[beta][beta]);
        sigma = hesse > 0 ? hesse : parameter.step();
        last = new Point(best.parameters()[beta], 0, 0, best.parameters());
    }

    /**
     * A point of the profile.
     *
     * @param value of the parameter
     * @param rise of the NLL above its minimum
     * @param slope of the profile
     * @param at all parameters
     */
    private record Point(double value, double rise, double slope, double[] at) {}

    End find(double rise) {
        double limit = side < 0 ? parameter.lower() : parameter.upper();
        Point inner = last;
        if (side * (limit - inner.value()) <= 0) {
            return End.limit(limit);
        }
        double distance = sigma;
        for (int step = 0; step < OUTWARD_STEPS; step++) {
            double value = inner.value() + side * distance;
            boolean beyond = side * (value - limit) >= 0;
            Point outer = profile(beyond ? limit : value);
            if (outer == null) {
                return edge(inner, beyond ? limit : value, rise);
            }
            if (outer.rise() >= rise) {
                return End.crossing(root(inner, outer, rise));
            }
            if (beyond) {
                return End.limit(limit);
            }
            if (side * (value - best.parameters()[beta]) > FARTHEST * sigma) {
                break;
            }
            inner = outer;
            distance *= 1.6;
        }
        throw new FiduciaException(
                Kind.FIT,
                "no " + (side < 0 ? "lower" : "upper") + " end of the interval of " + parameter.name() + ": at "
                        + inner.value() + " the NLL is only " + inner.rise() + " above its minimum",
                "give the parameter limits, constrain what it is degenerate with, or merge bins with few events");
    }

    /** Between a value that is possible and one that is not: the crossing, or else the edge. */
    private End edge(Point possible, double impossible, double rise) {
        Point inner = possible;
        double outside = impossible;
        for (int k = 0; k < EDGE_STEPS && Math.abs(outside - inner.value()) > TOLERANCE * sigma; k++) {
            double middle = 0.5 * (inner.value() + outside);
            Point found = profile(middle);
            if (found == null) {
                outside = middle;
            } else if (found.rise() >= rise) {
                return End.crossing(root(inner, found, rise));
            } else {
                inner = found;
            }
        }
        return new End(inner.value(), true, edges);
    }

    /** Regula falsi on √rise, which is nearly straight (Illinois variant), with bisection as safeguard. */
    private double root(Point from, Point to, double rise) {
        double target = Math.sqrt(rise);
        double a = from.value();
        double b = to.value();
        double fa = Math.sqrt(Math.max(0, from.rise())) - target;
        double fb = Math.sqrt(to.rise()) - target;
        for (int step = 0; step < ROOT_STEPS && Math.abs(b - a) > TOLERANCE * sigma; step++) {
            double next = b - fb * (b - a) / (fb - fa);
            if (step % 8 == 7 || !(Math.min(a, b) < next && next < Math.max(a, b))) {
                next = 0.5 * (a + b);
            }
            Point middle = profile(next);
            if (middle == null) {
                throw new FiduciaException(
                        Kind.FIT,
                        "no interval of " + parameter.name() + ": at " + next
                                + " the model expects less than nothing, between two values where it does not",
                        "start the fit elsewhere");
            }
            double f = Math.sqrt(Math.max(0, middle.rise())) - target;
            // The profile of √rise has the slope s/(2√rise): one Newton step from here is exact enough.
            double newton = middle.slope() == 0 ? Double.NaN : (rise - middle.rise()) / middle.slope();
            if (Math.abs(newton) < TOLERANCE * sigma) {
                return next + newton;
            }
            if (f < 0 == fb < 0) {
                fa *= 0.5;
            } else {
                a = b;
                fa = fb;
            }
            b = next;
            fb = f;
        }
        return 0.5 * (a + b);
    }

    /** The profile at a value; null where less than nothing is expected whatever the other parameters are. */
    private @Nullable Point profile(double value) {
        progress.checkCancelled();
        StatisticalModel model = likelihood.model();
        List<Parameter> parameters = new ArrayList<>(model.parameters());
        parameters.set(beta, parameter.fixedAt(value));
        Likelihood held = likelihood.with(new StatisticalModel(parameters, model.constraints(), model.categories()));
        FitResult fit = fitter.fit(held, startAt(value), false, progress);
        if (!fit.converged() && impossible(fit)) {
            edges = fit.edges();
            return null;
        }
        if (!fit.converged()) {
            double[] start = model.initial();
            start[beta] = value;
            fit = fitter.fit(held, start, false, progress);
        }
        if (!fit.converged()) {
            throw new FiduciaException(
                    Kind.FIT,
                    "no interval of " + parameter.name() + ": the fit with it held at " + value + " failed ("
                            + fit.status() + ")",
                    fit.message());
        }
        double rise = likelihood.difference(best.parameters(), fit.parameters());
        if (rise < -BETTER) {
            String where = "at " + value + " the NLL is " + -rise + " below that of the best fit";
            throw new FiduciaException(
                    Kind.FIT,
                    "no interval of " + parameter.name() + ": " + where + ", which was not the global minimum",
                    "start the fit from " + parameter.name() + " = " + value,
                    new BetterMinimum(where, fit.parameters()));
        }
        double[] gradient = new double[parameters.size()];
        likelihood.gradient(fit.parameters(), gradient);
        last = new Point(value, rise, gradient[beta], fit.parameters());
        return last;
    }

    private static boolean impossible(FitResult fit) {
        return !fit.edges().isEmpty() && !Double.isFinite(fit.nll());
    }

    /** From the nearest point known, along the direction in which the best fit's covariance says the others follow. */
    private double[] startAt(double value) {
        double[] start = last.at().clone();
        double[][] c = covariance;
        double variance = c[beta][beta];
        double step = value - last.value();
        for (int i = 0; i < start.length; i++) {
            Parameter of = likelihood.model().parameters().get(i);
            if (variance > 0 && !of.fixed()) {
                start[i] = Math.max(of.lower(), Math.min(of.upper(), start[i] + c[i][beta] / variance * step));
            }
        }
        start[beta] = value;
        return start;
    }
}
