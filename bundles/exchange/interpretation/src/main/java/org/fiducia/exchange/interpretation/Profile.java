package org.fiducia.exchange.interpretation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.inference.Conclusions;
import org.fiducia.api.model.Parameter;

/**
 * The profile likelihood of one parameter over all of its range, with as many minima as it may have: every interval in all its
 * pieces.
 */
final class Profile {
    /** Over the range of a parameter; fewer where each is a fit. */
    private static final int POINTS = 81;

    private static final int FITTED_POINTS = 33;
    private static final double SIGMAS = 4;

    /** 2ΔNLL at which a range is wide enough. */
    private static final double HIGH = 6;

    /** 2ΔNLL, with what is not of interest held, of points that no fit brings down to an interval. */
    private static final double FAR = 200;

    private static final int DOUBLINGS = 12;
    private static final int HALVINGS = 60;

    /** 2ΔNLL that is near enough to a level. */
    private static final double CLOSE = 1e-9;

    /** Where fits start, in steps of the parameter, beside its own start. */
    private static final double[] STARTS = {-1, 1, -5, 5, -25, 25, -125, 125};

    /** Minima that are nearer than this part of an error are one. */
    private static final double SAME = 0.1;

    /** What is held moves a minimum by no more than this part of its error. */
    private static final double NEAR = 2;

    private final Likelihood likelihood;
    private final Fitter fitter;
    private final Progress progress;

    /** @param likelihood the parameters that float in its model are profiled */
    Profile(Likelihood likelihood, Fitter fitter, Progress progress) {
        this.likelihood = likelihood;
        this.fitter = fitter;
        this.progress = progress;
    }

    /**
     * Where 2ΔNLL is below a level.
     *
     * @param lo lower end
     * @param hi upper end
     * @param openBelow whether it goes on below the range that was looked at
     * @param openAbove likewise
     */
    record Piece(double lo, double hi, boolean openBelow, boolean openAbove) {}

    /**
     * A curve.
     *
     * @param best where it is smallest
     * @param nll there
     * @param points rising
     * @param rises 2ΔNLL at the points; NaN where no fit converged
     * @param pieces of the interval of each of {@link Conclusions#ONE}
     */
    record Curve(String parameter, double best, double nll, double[] points, double[] rises, List<List<Piece>> pieces) {
        /** Length of an interval, of all its pieces. */
        double length(int level) {
            return pieces.get(level).stream()
                    .mapToDouble(piece -> piece.hi() - piece.lo())
                    .sum();
        }
    }

    private record Value(double nll, double[] parameters) {}

    /** A minimum. */
    private record Valley(double at, double error, Value value) {}

    /** The curve of a parameter. */
    Curve of(String name) {
        int index = likelihood.model().indexOf(name);
        Parameter parameter = likelihood.model().parameters().get(index);
        List<Valley> valleys = valleys(index, parameter);
        double lowest = valleys.stream().mapToDouble(v -> v.value().nll()).min().orElse(Double.NaN);
        valleys.removeIf(valley -> 2 * (valley.value().nll() - lowest) > HIGH);
        double[] ends = ends(index, parameter, valleys);
        var grid = new TreeSet<Double>();
        int points = fitted(index) ? FITTED_POINTS : POINTS;
        add(grid, ends[0], ends[1], points);
        var values = new TreeMap<Double, Value>();
        for (Valley valley : valleys) {
            values.put(valley.at(), valley.value());
            double away = SIGMAS * valley.error();
            add(grid, Math.max(ends[0], valley.at() - away), Math.min(ends[1], valley.at() + away), points / 2);
        }
        // from the minima outwards, each from the point beside it
        List<Double> order = grid.stream()
                .sorted(Comparator.comparingDouble(x -> valleys.stream()
                        .mapToDouble(valley -> Math.abs(valley.at() - x))
                        .min()
                        .orElse(0)))
                .toList();
        for (double x : order) {
            if (!values.containsKey(x)) {
                double[] near = nearest(values, x).parameters();
                values.put(x, far(index, x, near, lowest).orElseGet(() -> at(index, x, near)));
            }
        }
        return curve(name, index, values);
    }

    /** Whether other parameters float. */
    private boolean fitted(int index) {
        List<Parameter> parameters = likelihood.model().parameters();
        for (int k = 0; k < parameters.size(); k++) {
            if (k != index && !parameters.get(k).fixed()) {
                return true;
            }
        }
        return false;
    }

    /**
     * The NLL with what is not of interest held, where that is so high that a fit of it changes nothing that is looked at; empty elsewhere.
     *
     * @param near parameters of a point beside it
     */
    private Optional<Value> far(int index, double x, double[] near, double lowest) {
        if (!fitted(index)) {
            return Optional.empty();
        }
        double[] from = near.clone();
        from[index] = x;
        Likelihood held = held(from);
        List<Parameter> parameters = new ArrayList<>(held.model().parameters());
        parameters.set(index, parameters.get(index).fixedAt(x));
        Value value = new Value(held.value(from), from);
        if (2 * (value.nll() - lowest) > FAR && parameters.stream().anyMatch(parameter -> !parameter.fixed())) {
            FitResult fit = fitter.fit(held.with(held.model().withParameters(parameters)), from, false, progress);
            value = new Value(fit.converged() ? fit.nll() : Double.NaN, fit.parameters());
        }
        return 2 * (value.nll() - lowest) > FAR && Double.isFinite(value.nll()) ? Optional.of(value) : Optional.empty();
    }

    private static void add(TreeSet<Double> grid, double lo, double hi, int points) {
        for (int k = 0; k < points; k++) {
            grid.add(lo + (hi - lo) * k / (points - 1));
        }
    }

    private static Value nearest(TreeMap<Double, Value> values, double x) {
        Map.Entry<Double, Value> below = values.floorEntry(x);
        Map.Entry<Double, Value> above = values.ceilingEntry(x);
        if (below == null) {
            return Objects.requireNonNull(above, "there is at least one").getValue();
        }
        return above == null || x - below.getKey() < above.getKey() - x ? below.getValue() : above.getValue();
    }

    /**
     * Minima that are reached from the start and from some distance to both sides of it; at least one. From afar, what is not of interest is held where
     * it is best at the start: only where that ends elsewhere it is fitted, too.
     */
    private List<Valley> valleys(int index, Parameter parameter) {
        double[] initial = likelihood.model().initial();
        var found = new ArrayList<Valley>();
        add(found, index, parameter, fitter.fit(likelihood, initial, true, progress));
        double[] near = found.isEmpty() ? initial : found.get(0).value().parameters();
        boolean few = !found.isEmpty() && fitted(index);
        Likelihood held = few ? held(near) : likelihood;
        for (double away : STARTS) {
            double[] start = near.clone();
            start[index] =
                    Math.max(parameter.lower(), Math.min(parameter.upper(), initial[index] + away * parameter.step()));
            FitResult fit = fitter.fit(held, start, !few, progress);
            if (few && fit.converged() && isNew(found, index, fit, NEAR)) {
                fit = fitter.fit(likelihood, fit.parameters(), true, progress);
            }
            add(found, index, parameter, fit);
        }
        if (found.isEmpty()) {
            found.add(new Valley(initial[index], parameter.step(), at(index, initial[index], initial)));
        }
        return found;
    }

    /** What is not of interest stays at values. */
    private Likelihood held(double[] values) {
        List<Parameter> parameters = new ArrayList<>(likelihood.model().parameters());
        for (int k = 0; k < values.length; k++) {
            if (parameters.get(k).role() != Parameter.Role.INTEREST) {
                parameters.set(k, parameters.get(k).fixedAt(values[k]));
            }
        }
        return likelihood.with(likelihood.model().withParameters(parameters));
    }

    private static boolean isNew(List<Valley> found, int index, FitResult fit, double errors) {
        double x = fit.parameters()[index];
        return found.stream().noneMatch(valley -> Math.abs(valley.at() - x) < errors * valley.error());
    }

    /** Adds the minimum of a fit that converged with a covariance, if it is another one. */
    private static void add(List<Valley> found, int index, Parameter parameter, FitResult fit) {
        if (fit.converged() && fit.covariance() != null && isNew(found, index, fit, SAME)) {
            double error = fit.error(index) > 0 ? fit.error(index) : parameter.step();
            found.add(new Valley(fit.parameters()[index], error, new Value(fit.nll(), fit.parameters())));
        }
    }

    private Curve curve(String name, int index, TreeMap<Double, Value> values) {
        double best = values.entrySet().stream()
                .filter(v -> Double.isFinite(v.getValue().nll()))
                .min(Comparator.comparingDouble(v -> v.getValue().nll()))
                .orElseThrow()
                .getKey();
        double nll = Objects.requireNonNull(values.get(best), "it is a point").nll();
        double[] points = values.keySet().stream().mapToDouble(x -> x).toArray();
        double[] rises = values.values().stream()
                .mapToDouble(v -> Math.max(0, 2 * (v.nll() - nll)))
                .toArray();
        var pieces = new ArrayList<List<Piece>>();
        for (double level : Conclusions.ONE) {
            pieces.add(pieces(index, level, nll, points, rises, values));
        }
        return new Curve(name, best, nll, points, rises, pieces);
    }

    /** A range beyond which the likelihood rises to both sides, or all that the parameter can be. */
    private double[] ends(int index, Parameter parameter, List<Valley> valleys) {
        double[] ends = {parameter.lower(), parameter.upper()};
        for (int side = 0; side < 2; side++) {
            double direction = side == 0 ? -1 : 1;
            Valley outer = valleys.stream()
                    .max(Comparator.comparingDouble(valley -> direction * valley.at()))
                    .orElseThrow();
            double away = SIGMAS * outer.error();
            for (int k = 0; !Double.isFinite(ends[side]) && k < DOUBLINGS; k++) {
                double x = outer.at() + direction * away;
                double rise = 2
                        * (at(index, x, outer.value().parameters()).nll()
                                - outer.value().nll());
                if (rise > HIGH || k == DOUBLINGS - 1) {
                    ends[side] = x;
                }
                away *= 2;
            }
        }
        return ends;
    }

    private List<Piece> pieces(
            int index, double level, double nll, double[] points, double[] rises, TreeMap<Double, Value> values) {
        var pieces = new ArrayList<Piece>();
        int n = points.length;
        for (int k = 0; k < n; k++) {
            if (!(rises[k] <= level)) {
                continue;
            }
            int from = k;
            while (k + 1 < n && rises[k + 1] <= level) {
                k++;
            }
            double lo = from == 0 ? points[0] : crossing(index, level, nll, points[from], points[from - 1], values);
            double hi = k == n - 1 ? points[n - 1] : crossing(index, level, nll, points[k], points[k + 1], values);
            pieces.add(new Piece(lo, hi, from == 0, k == n - 1));
        }
        return pieces;
    }

    /** Between a point below the level and one above it: by false position, with every third step a bisection. */
    private double crossing(
            int index, double level, double nll, double below, double above, TreeMap<Double, Value> values) {
        double inside = below;
        double outside = above;
        Value warm = Objects.requireNonNull(values.get(below), "it is a point");
        double under = 2 * (warm.nll() - nll) - level;
        double over =
                2 * (Objects.requireNonNull(values.get(above), "it is a point").nll() - nll) - level;
        int last = 0;
        for (int k = 0; k < HALVINGS && Math.abs(outside - inside) > 1e-9 * (1 + Math.abs(inside)); k++) {
            boolean bisect = k % 3 == 2 || !Double.isFinite(over);
            double at = bisect ? 0.5 * (inside + outside) : inside + (outside - inside) * under / (under - over);
            Value value = at(index, at, warm.parameters());
            double rise = 2 * (value.nll() - nll) - level;
            if (Math.abs(rise) < CLOSE) {
                return at;
            }
            if (rise < 0) {
                inside = at;
                warm = value;
                under = rise;
                over = last < 0 ? over / 2 : over; // twice on the same side
                last = -1;
            } else {
                outside = at;
                over = rise;
                under = last > 0 ? under / 2 : under;
                last = 1;
            }
        }
        return inside;
    }

    /** The smallest NLL with the parameter at a value. */
    private Value at(int index, double x, double[] start) {
        progress.checkCancelled();
        double[] from = start.clone();
        from[index] = x;
        if (!fitted(index)) {
            return new Value(likelihood.value(from), from);
        }
        List<Parameter> parameters = new ArrayList<>(likelihood.model().parameters());
        parameters.set(index, parameters.get(index).fixedAt(x));
        FitResult fit =
                fitter.fit(likelihood.with(likelihood.model().withParameters(parameters)), from, false, progress);
        return fit.converged() ? new Value(fit.nll(), fit.parameters()) : new Value(Double.NaN, from);
    }
}
