package org.fiducia.statistics.likelihood;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.fiducia.api.Nullable;
import org.fiducia.api.fit.Likelihood.Place;
import org.fiducia.api.fit.ShapeFunction;

/**
 * Where a model expects less than nothing. In a histogram every interval is looked at, with or without entries; where a
 * category has events, its density on a grid and at the breaks of its shapes. Asked only when a yield or a density may be
 * negative, so it need not be fast. Belongs to one thread.
 */
final class Positivity {
    /** A sum of positive and negative terms that is 0 but for rounding, in units of the sum of their sizes. */
    static final double ROUNDING = 1e-12;

    private final Layout layout;
    private final Workspace work;
    private final Sums[] sums;
    private final Grids grids;

    /** The one from which grids are taken; null for none. */
    private final @Nullable Positivity other;

    /** Of each category with events, which may be elsewhere for others of the layout: those of the first one serve all. */
    private final Points[] points;

    /** Of each component of each category; null until asked for. */
    private final ShapeFunction.Kernel[][] atEvents;

    /** @param other of the same layout, from which grids are taken; null for none */
    Positivity(Layout layout, Workspace work, @Nullable Positivity other) {
        this.layout = layout;
        this.work = work;
        sums = new Sums[layout.categories()];
        atEvents = new ShapeFunction.Kernel[sums.length][];
        grids = other == null ? new Grids(layout) : other.grids;
        this.other = other;
        points = new Points[sums.length];
    }

    /**
     * Whether nothing negative is expected in a category.
     *
     * @param value of all nodes
     */
    boolean possible(int category, double[] value) {
        return sums(category).possible(value);
    }

    /** Adds the places of a category that are not possible, those included where something was observed. */
    void collect(int category, double[] value, List<Place> forbidden) {
        Sums at = sums(category);
        at.evaluate(value);
        boolean binned = work.events.binned(category);
        int next = 0;
        for (int i = 0; i < at.total.length; i++) {
            boolean observed = false;
            if (binned) {
                int[] filled = work.events.filled()[category];
                observed = next < filled.length && filled[next] == i;
                next += observed ? 1 : 0;
            }
            if (!(observed ? at.total[i] > 0 : at.total[i] >= -ROUNDING * at.size[i])) {
                forbidden.add(new Place(category, at.from[i], binned ? at.to[i] : at.from[i]));
            }
        }
        if (!binned) {
            double[] events = work.events.values()[category];
            double[] density = new double[events.length];
            events(category, events, value, density);
            for (int i = 0; i < events.length; i++) {
                if (!(density[i] > 0)) {
                    forbidden.add(new Place(category, events[i], events[i]));
                }
            }
        }
    }

    /** Density of a category at a point. */
    double density(int category, double x, double[] value) {
        double[] density = new double[1];
        points(category, new double[] {x}, value, density, new double[1]);
        return density[0];
    }

    /** Density at the events of a category, which stay where they are: shapes are bound to them once. */
    private void events(int category, double[] x, double[] value, double[] total) {
        int first = layout.first(category);
        ShapeFunction.Kernel[] kernels = atEvents[category];
        if (kernels == null) {
            kernels = new ShapeFunction.Kernel[x.length == 0 ? 0 : layout.first(category + 1) - first];
            for (int i = 0; i < kernels.length; i++) {
                ShapeGroup group = group(first + i);
                kernels[i] = group.function().bind(group.shape(), group.lo(), group.hi(), x);
            }
            atEvents[category] = kernels;
        }
        double[] one = new double[x.length];
        for (int i = 0; i < kernels.length; i++) {
            kernels[i].evaluate(parameters(group(first + i), value), one, null);
            add(value[layout.yield(first + i)], one, total, new double[x.length]);
        }
    }

    private void points(int category, double[] x, double[] value, double[] total, double[] size) {
        double[] one = new double[x.length];
        for (int k = layout.first(category); k < layout.first(category + 1); k++) {
            ShapeGroup group = group(k);
            ShapeFunction.Kernel kernel = group.function().bind(group.shape(), group.lo(), group.hi(), x);
            kernel.evaluate(parameters(group, value), one, null);
            add(value[layout.yield(k)], one, total, size);
        }
    }

    private static void add(double yield, double[] density, double[] total, double[] size) {
        for (int i = 0; i < density.length && yield != 0; i++) {
            total[i] += yield * density[i];
            size[i] += Math.abs(yield * density[i]);
        }
    }

    private ShapeGroup group(int component) {
        return layout.groups().get(layout.group(component));
    }

    static double[] parameters(ShapeGroup group, double[] value) {
        double[] parameters = new double[group.nodes().length];
        for (int s = 0; s < parameters.length; s++) {
            parameters[s] = value[group.nodes()[s]];
        }
        return parameters;
    }

    private Sums sums(int category) {
        if (sums[category] == null) {
            sums[category] = work.events.binned(category) ? new Entries(category) : pointsOf(category);
        }
        return sums[category];
    }

    private Points pointsOf(int category) {
        if (other != null) {
            return other.pointsOf(category);
        }
        Points known = points[category];
        if (known == null) {
            known = new Points(category);
            points[category] = known;
        }
        return known;
    }

    /** What is expected in all places of a category that are looked at, and the sum of the sizes of its terms. */
    private abstract class Sums {
        final int category;
        double[] from = {};
        double[] to = {};
        double[] total = {};
        double[] size = {};

        Sums(int category) {
            this.category = category;
        }

        abstract void evaluate(double[] value);

        boolean possible(double[] value) {
            evaluate(value);
            for (int i = 0; i < total.length; i++) {
                if (!(total[i] >= -ROUNDING * size[i])) {
                    return false;
                }
            }
            return true;
        }

        void place(double[] lower, double[] upper) {
            from = lower;
            to = upper;
            total = new double[lower.length];
            size = new double[lower.length];
        }
    }

    private final class Entries extends Sums {
        private final Intervals[] intervals;

        Entries(int category) {
            super(category);
            double[] edges = work.events.edges()[category];
            int n = edges.length - 1;
            place(Arrays.copyOf(edges, n), Arrays.copyOfRange(edges, 1, n + 1));
            intervals = new Intervals[layout.first(category + 1) - layout.first(category)];
        }

        @Override
        void evaluate(double[] value) {
            Arrays.fill(total, 0);
            Arrays.fill(size, 0);
            double[] one = new double[total.length];
            Arrays.fill(one, 1);
            for (int k = layout.first(category); k < layout.first(category + 1); k++) {
                if (total.length > 1) {
                    int i = k - layout.first(category);
                    ShapeGroup group = group(k);
                    if (intervals[i] == null) {
                        intervals[i] =
                                Intervals.between(group, work.events.edges()[category], work.rule(layout.group(k)));
                    }
                    intervals[i].evaluate(parameters(group, value), one, null);
                }
                add(value[layout.yield(k)], one, total, size);
            }
        }
    }

    /** On the fixed grid of the window; where a shape is narrower than that, on a grid that follows its parameters. */
    private final class Points extends Sums {
        private final Grid[] of;
        private final boolean narrow;

        /** Yields and {@linkplain Grid#changes() changes} of the densities that were asked about last, and the answer. */
        private final double[] yields;

        private final int[] changes;
        private boolean answer;

        Points(int category) {
            super(category);
            int first = layout.first(category);
            of = new Grid[layout.first(category + 1) - first];
            yields = new double[of.length];
            changes = new int[of.length];
            boolean any = false;
            for (int i = 0; i < of.length; i++) {
                of[i] = grids.of(layout.group(first + i));
                any |= of[i].narrow();
            }
            narrow = any;
            if (of.length > 0) {
                place(of[0].x(), of[0].x());
            } else {
                place(new double[0], new double[0]);
            }
        }

        @Override
        void evaluate(double[] value) {
            if (narrow) {
                double[] x = following(value);
                place(x, x);
                points(category, x, value, total, size);
                return;
            }
            Arrays.fill(total, 0);
            Arrays.fill(size, 0);
            for (int i = 0; i < of.length; i++) {
                double yield = value[layout.yield(layout.first(category) + i)];
                if (yield != 0) {
                    add(yield, of[i].at(value), total, size);
                }
            }
        }

        /** As a fit asks, which does so at many points: what was answered is kept, and sizes are not summed in vain. */
        @Override
        boolean possible(double[] value) {
            if (narrow) {
                return super.possible(value);
            }
            int first = layout.first(category);
            boolean known = true;
            double least = 0;
            for (int i = 0; i < of.length; i++) {
                double yield = value[layout.yield(first + i)];
                of[i].at(value);
                least += of[i].least(yield);
                known &= yield == yields[i] && of[i].changes() == changes[i];
                yields[i] = yield;
                changes[i] = of[i].changes();
            }
            if (!known) {
                answer = least >= 0 || total(value) || super.possible(value);
            }
            return answer;
        }

        /** Whether the sum is nowhere negative, rounding aside. */
        private boolean total(double[] value) {
            Arrays.fill(total, 0);
            for (int i = 0; i < of.length; i++) {
                double yield = yields[i];
                double[] density = of[i].at(value);
                for (int j = 0; j < density.length; j++) {
                    total[j] += yield * density[j];
                }
            }
            boolean positive = true;
            for (double sum : total) {
                positive &= sum >= 0;
            }
            return positive;
        }

        private double[] following(double[] value) {
            var points = new TreeSet<Double>();
            for (int k = layout.first(category); k < layout.first(category + 1); k++) {
                ShapeGroup group = group(k);
                Grid.addBreaks(group, parameters(group, value), points);
            }
            for (double x : of[0].x()) {
                points.add(x);
            }
            return points.stream().mapToDouble(x -> x).toArray();
        }
    }
}
