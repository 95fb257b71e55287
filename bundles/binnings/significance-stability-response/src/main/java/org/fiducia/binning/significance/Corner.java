package org.fiducia.binning.significance;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.Nullable;
import org.fiducia.api.Progress;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Range;

/**
 * Two coordinates of which the last bin is what lies above a threshold in both: [a, ·) × [b, ·), after [·, a) × anything and
 * [a, ·) × [·, b). The thresholds are chosen such that the last bin is as pure in one process as it can be while it is
 * significant.
 */
final class Corner {
    private static final int STEPS = 20;
    private static final double TAIL = 0.02;

    /** Of two corners as pure as each other the larger one is taken, whatever the rounding. */
    private static final double PURER = 1e-9;

    private final Binning binning;
    private final int first;

    private Corner(Binning binning) {
        this.binning = binning;
        first = binning.size() - 3;
    }

    /** The corner of a binning; null when it has none. */
    static @Nullable Corner of(Binning binning) {
        int n = binning.size();
        if (binning.dimension() != 2 || n < 3) {
            return null;
        }
        List<Range> below = binning.bins().get(n - 3).ranges();
        List<Range> beside = binning.bins().get(n - 2).ranges();
        List<Range> corner = binning.bins().get(n - 1).ranges();
        boolean is = below.get(1).equals(Range.ANY)
                && below.get(0).hi() == corner.get(0).lo()
                && beside.get(0).equals(corner.get(0))
                && beside.get(1).hi() == corner.get(1).lo();
        return is ? new Corner(binning) : null;
    }

    /**
     * The bins with the best thresholds, each by itself; the default ones when none is significant.
     *
     * @param process what the last bin shall be pure in
     */
    List<Slice> purify(String process, Simulation simulation, Backgrounds backgrounds, Progress progress) {
        List<Slice> slices =
                new ArrayList<>(binning.bins().stream().map(Slice::alone).toList());
        Slice all = whole();
        double[] a = thresholds(simulation, all, 0);
        double[] b = thresholds(simulation, all, 1);
        int columns = b.length + 1;
        double[] background = backgrounds.events(
                (a.length + 1) * columns,
                x -> all.contains(x) ? above(a, x[0]) * columns + above(b, x[1]) : -1,
                progress);
        var signal = new double[background.length];
        var wanted = new double[background.length];
        for (Simulation.Point point : simulation.counted()) {
            if (all.contains(point.reco())) {
                int cell = above(a, point.reco()[0]) * columns + above(b, point.reco()[1]);
                signal[cell] += point.weight();
                wanted[cell] += point.process().equals(process) ? point.weight() : 0;
            }
        }
        double best = -1;
        for (int i = 1; i <= a.length; i++) {
            for (int j = 1; j <= b.length; j++) {
                double s = corner(signal, i, j, columns);
                double purity = s > 0 ? corner(wanted, i, j, columns) / s : 0;
                boolean significant = Significance.ams(s, corner(background, i, j, columns)) >= Significance.WANTED;
                if (significant && purity > best + PURER) {
                    best = purity;
                    slices = cut(a[i - 1], b[j - 1]);
                }
            }
        }
        return slices;
    }

    private Slice whole() {
        Range x = binning.bins().get(first).ranges().get(0);
        Range y = binning.bins().get(first + 1).ranges().get(1);
        Bin last = binning.bins().get(first + 2);
        return Slice.alone(new Bin(
                "",
                List.of(
                        new Range(x.lo(), last.ranges().get(0).hi()),
                        new Range(y.lo(), last.ranges().get(1).hi()))));
    }

    private static double[] thresholds(Simulation simulation, Slice all, int axis) {
        double[] values = simulation.values(all, axis);
        if (values.length == 0) {
            return new double[0];
        }
        double lo = values[(int) (TAIL * (values.length - 1))];
        double hi = values[(int) ((1 - TAIL) * (values.length - 1))];
        Step step = Step.below(Math.max(hi - lo, 1e-6) / STEPS);
        var thresholds = new ArrayList<Double>();
        for (long n = step.steps(lo) + 1; step.times(n) < hi; n++) {
            thresholds.add(step.times(n));
        }
        return thresholds.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** How many thresholds a value reaches. */
    private static int above(double[] thresholds, double x) {
        int n = 0;
        while (n < thresholds.length && x >= thresholds[n]) {
            n++;
        }
        return n;
    }

    private static double corner(double[] cells, int i, int j, int columns) {
        double sum = 0;
        for (int row = i; row < cells.length / columns; row++) {
            for (int column = j; column < columns; column++) {
                sum += cells[row * columns + column];
            }
        }
        return sum;
    }

    private List<Slice> cut(double a, double b) {
        var bins = new ArrayList<>(binning.bins());
        bins.set(first, changed(first, 0, lo(first, 0), a));
        Bin beside = changed(first + 1, 0, a, hi(first + 1, 0));
        Bin corner = changed(first + 2, 0, a, hi(first + 2, 0));
        bins.set(first + 1, changed(beside, 1, lo(first + 1, 1), b));
        bins.set(first + 2, changed(corner, 1, b, hi(first + 2, 1)));
        return new ArrayList<>(bins.stream().map(Slice::alone).toList());
    }

    private double lo(int bin, int axis) {
        return binning.bins().get(bin).ranges().get(axis).lo();
    }

    private double hi(int bin, int axis) {
        return binning.bins().get(bin).ranges().get(axis).hi();
    }

    private Bin changed(int bin, int axis, double lo, double hi) {
        return changed(binning.bins().get(bin), axis, lo, hi);
    }

    private static Bin changed(Bin bin, int axis, double lo, double hi) {
        var ranges = new ArrayList<>(bin.ranges());
        ranges.set(axis, new Range(lo, hi));
        String label = Slice.label(bin, axis, lo, hi);
        return new Bin(label.isEmpty() ? bin.label() : label, ranges);
    }
}
