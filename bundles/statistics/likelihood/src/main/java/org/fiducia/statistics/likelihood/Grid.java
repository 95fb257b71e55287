package org.fiducia.statistics.likelihood;

import java.util.Arrays;
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
    private double[] last = {Double.NaN};
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

    /** Adds the breaks of a shape inside its window, and the middles between them: a point inside each step. */
    static void addBreaks(ShapeGroup group, double[] parameters, Set<Double> points) {
        var inside = new TreeSet<Double>();
        for (double point : group.function().breaks(group.shape(), parameters)) {
            if (point > group.lo() && point < group.hi()) {
                inside.add(point);
            }
        }
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
        double[] now = Positivity.parameters(group, value);
        if (!Arrays.equals(now, last)) {
            kernel.evaluate(now, density, null);
            last = now;
            changes++;
        }
        return density;
    }

    /** How often the density was computed anew: as long as this is the same, so is that. */
    int changes() {
        return changes;
    }
}
