package org.fiducia.statistics.likelihood;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The grids of all shapes of a model, made when first needed. Belongs to one thread. */
final class Grids {
    /** Intervals of the grid on a window. */
    private static final int INTERVALS = 256;

    private final Layout layout;

    /** One per shape group. */
    private final Grid[] grids;

    /** Of each window. */
    private final Map<List<Double>, double[]> points = new HashMap<>();

    Grids(Layout layout) {
        this.layout = layout;
        grids = new Grid[layout.groups().size()];
    }

    /** The grid of a shape, shared by all categories that use it. */
    Grid of(int group) {
        if (grids[group] == null) {
            ShapeGroup of = layout.groups().get(group);
            double[] x = points.computeIfAbsent(List.of(of.lo(), of.hi()), window -> window(of.lo(), of.hi()));
            grids[group] = new Grid(of, layout.initial(of), x);
        }
        return grids[group];
    }

    /** Even points of a window, and one within each step of the step functions on it in which there is none of them. */
    private double[] window(double lo, double hi) {
        var x = new TreeSet<Double>();
        for (int i = 0; i <= INTERVALS; i++) {
            x.add(Math.min(hi, lo + (hi - lo) * i / INTERVALS));
        }
        for (ShapeGroup group : layout.groups()) {
            if (group.lo() == lo && group.hi() == hi && Grid.isStepFunction(group)) {
                double before = lo;
                for (double edge : Grid.breaks(group, layout.initial(group))) {
                    fill(x, before, edge);
                    before = edge;
                }
                fill(x, before, hi);
            }
        }
        return x.stream().mapToDouble(point -> point).toArray();
    }

    private static void fill(TreeSet<Double> x, double from, double to) {
        Double next = x.higher(from);
        if (next == null || next >= to) {
            x.add(0.5 * (from + to));
        }
    }
}
