package org.fiducia.exchange.interpretation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
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
    private static final int POINTS = 81;
    private static final double SIGMAS = 4;

    /** 2ΔNLL at which a range is wide enough. */
    private static final double HIGH = 6;

    private static final int DOUBLINGS = 12;
    private static final int HALVINGS = 40;

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

    /** The curve of a parameter. */
    Curve of(String name) {
        int index = likelihood.model().indexOf(name);
        Parameter parameter = likelihood.model().parameters().get(index);
        double[] initial = likelihood.model().initial();
        FitResult free = fitter.fit(likelihood, initial, true, progress);
        double[] start = free.converged() ? free.parameters() : initial;
        double error = free.converged() && free.error(index) > 0 ? free.error(index) : parameter.step();
        double[] ends = ends(index, parameter, start, error);
        var values = new TreeMap<Double, Value>();
        double[] grid = new double[POINTS];
        for (int k = 0; k < POINTS; k++) {
            grid[k] = ends[0] + (ends[1] - ends[0]) * k / (POINTS - 1);
        }
        double centre = Math.max(ends[0], Math.min(ends[1], start[index]));
        int split = (int) Arrays.stream(grid).filter(x -> x < centre).count();
        Value warm = at(index, centre, start);
        values.put(centre, warm);
        for (int k = split; k < POINTS; k++) {
            warm = at(index, grid[k], warm.parameters());
            values.put(grid[k], warm);
        }
        warm = values.get(centre);
        for (int k = split - 1; k >= 0; k--) {
            warm = at(index, grid[k], warm.parameters());
            values.put(grid[k], warm);
        }
        double lowest = values.entrySet().stream()
                .filter(v -> Double.isFinite(v.getValue().nll()))
                .min(java.util.Comparator.comparingDouble(v -> v.getValue().nll()))
                .map(java.util.Map.Entry::getKey)
                .orElse(centre);
        FitResult again = fitter.fit(likelihood, values.get(lowest).parameters(), false, progress);
        if (again.converged() && again.nll() < values.get(lowest).nll()) {
            lowest = again.parameters()[index];
            values.put(lowest, new Value(again.nll(), again.parameters()));
        }
        return curve(name, index, lowest, values);
    }

    private Curve curve(String name, int index, double best, TreeMap<Double, Value> values) {
        double nll = values.get(best).nll();
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

    /** A range in which the likelihood rises to both sides, or all that the parameter can be. */
    private double[] ends(int index, Parameter parameter, double[] start, double error) {
        double[] ends = {parameter.lower(), parameter.upper()};
        double nll = at(index, start[index], start).nll();
        for (int side = 0; side < 2; side++) {
            double direction = side == 0 ? -1 : 1;
            double away = SIGMAS * error;
            for (int k = 0; !Double.isFinite(ends[side]) && k < DOUBLINGS; k++) {
                double x = start[index] + direction * away;
                if (2 * (at(index, x, start).nll() - nll) > HIGH || k == DOUBLINGS - 1) {
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

    /** Between a point below the level and one above it. */
    private double crossing(
            int index, double level, double nll, double below, double above, TreeMap<Double, Value> values) {
        double inside = below;
        double outside = above;
        Value warm = values.get(below);
        for (int k = 0; k < HALVINGS && Math.abs(outside - inside) > 1e-9 * (1 + Math.abs(inside)); k++) {
            double middle = 0.5 * (inside + outside);
            Value value = at(index, middle, warm.parameters());
            if (2 * (value.nll() - nll) <= level) {
                inside = middle;
                warm = value;
            } else {
                outside = middle;
            }
        }
        return inside;
    }

    /** The smallest NLL with the parameter at a value. */
    private Value at(int index, double x, double[] start) {
        progress.checkCancelled();
        double[] from = start.clone();
        from[index] = x;
        List<Parameter> parameters = new ArrayList<>(likelihood.model().parameters());
        boolean alone = true;
        for (int k = 0; k < parameters.size(); k++) {
            alone &= k == index || parameters.get(k).fixed();
        }
        if (alone) {
            return new Value(likelihood.value(from), from);
        }
        parameters.set(index, parameters.get(index).fixedAt(x));
        FitResult fit =
                fitter.fit(likelihood.with(likelihood.model().withParameters(parameters)), from, false, progress);
        return fit.converged() ? new Value(fit.nll(), fit.parameters()) : new Value(Double.NaN, from);
    }
}
