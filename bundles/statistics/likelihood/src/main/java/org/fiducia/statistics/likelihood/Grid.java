package org.fiducia.statistics.likelihood;

import java.util.Arrays;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.fiducia.api.fit.ShapeFunction;

/** A density at fixed points of its window, computed anew when its parameters have changed. Belongs to one thread. */
final class Grid {
    /** A shape is narrow when points where it changes are nearer to each other than this part of the window. */
    private static final int NARROW = 100;

    private final ShapeGroup group;
    private final double[] x;
    private final ShapeFunction.Kernel kernel;
    private final double[] density;
    private final boolean narrow;
    private final double[] last;
    private double least;
    private double most;
    private int changes;

    /**
     * @param initial parameters at the start
     * @param x points, rising
     */
    Grid(ShapeGroup group, double[] initial, double[] x) {
        this.group = group;
        this.x = x;
        kernel = group.function().bind(group.shape(), group.lo(), group.hi(), x);
        density = new double[x.length];
        last = new double[group.nodes().length];
        narrow = kernel.steps() == null && narrow(group, initial);
    }

    private static boolean narrow(ShapeGroup group, double[] initial) {
        double[] breaks = group.function().breaks(group.shape(), initial).clone();
        Arrays.sort(breaks);
        double least = (group.hi() - group.lo()) / NARROW;
        for (int i = 0; i + 1 < breaks.length; i++) {
            if (breaks[i + 1] > breaks[i] && breaks[i + 1] - breaks[i] < least) {
                return true;
            }
        }
        return false;
    }

    static boolean isStepFunction(ShapeGroup group) {
        double[] any = {group.lo(), group.hi()};
        return group.function().bind(group.shape(), group.lo(), group.hi(), any).steps() != null;
    }

    /** The breaks of a shape inside its window, rising. */
    static NavigableSet<Double> breaks(ShapeGroup group, double[] parameters) {
        var inside = new TreeSet<Double>();
        for (double point : group.function().breaks(group.shape(), parameters)) {
            if (point > group.lo() && point < group.hi()) {
                inside.add(point);
            }
        }
        return inside;
    }

    /** Adds the breaks of a shape inside its window, and the middles between them: a point inside each step. */
    static void addBreaks(ShapeGroup group, double[] parameters, Set<Double> points) {
        NavigableSet<Double> inside = breaks(group, parameters);
        points.addAll(inside);
        double before = group.lo();
        for (double point : inside) {
            points.add(0.5 * (before + point));
            before = point;
        }
        points.add(0.5 * (before + group.hi()));
    }

    double[] x() {
        return x;
    }

    /** Whether the points may be too far from each other for it, wherever its parameters go. */
    boolean narrow() {
        return narrow;
    }

    /** The density at each point. */
    double[] at(double[] value) {
        if (!isLast(value) || changes == 0) {
            kernel.evaluate(last, density, null);
            least = Double.POSITIVE_INFINITY;
            most = Double.NEGATIVE_INFINITY;
            for (double here : density) {
                least = Math.min(least, here);
                most = Math.max(most, here);
            }
            changes++;
        }
        return density;
    }

    /** Whether the parameters are those of the last time, which they are afterwards. */
    private boolean isLast(double[] value) {
        int[] nodes = group.nodes();
        boolean same = true;
        for (int s = 0; s < last.length; s++) {
            double now = value[nodes[s]];
            same &= now == last[s];
            last[s] = now;
        }
        return same;
    }

    /** The least that a yield makes of the density at any of the points, as they were computed last. */
    double least(double yield) {
        return yield * (yield < 0 ? most : least);
    }

    /** How often the density was computed anew: as long as this is the same, so is that. */
    int changes() {
        return changes;
    }
}
