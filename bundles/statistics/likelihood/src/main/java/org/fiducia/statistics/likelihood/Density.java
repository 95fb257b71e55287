package org.fiducia.statistics.likelihood;

import java.util.Arrays;
import java.util.Objects;
import org.fiducia.api.Nullable;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.statistics.likelihood.internal.shape.PlainMath;

/**
 * Values and derivatives of one shape at the events of all components that share it, one component after another: first
 * those of categories with events, then those of categories with histograms, where integrals over intervals take the place
 * of values. A step function has one value per step instead of one per event. Computed anew only when a parameter has changed or a derivative is wanted that is not there yet. Belongs to
 * one thread.
 */
final class Density {
    private final ShapeFunction.Kernel kernel;
    private final double[] values;
    private final double[][] derivatives;

    /** First event of each step, then their number; null unless it is a step function. */
    private final @Nullable int[] steps;

    private final int entries;
    private final double[][] wanted;
    private final double[] last;
    private final double[] now;
    private boolean valid;
    private boolean negative;

    /** Whether the kernel was at other parameters since. */
    private boolean elsewhere;

    private final boolean[] derivativeValid;

    /**
     * @param rule for intervals; null when no category that uses the shape has a histogram
     * @param offset out, where the events of each component begin
     * @param model the same for other events, which may lend its tables; null for none
     */
    Density(
            ShapeGroup group,
            Layout layout,
            Events events,
            @Nullable IntervalRule rule,
            int[] offset,
            @Nullable Density model) {
        int points = place(group, layout, events, false, 0, offset);
        int n = place(group, layout, events, true, points, offset);
        double[] x = new double[points];
        double[] from = new double[n - points];
        double[] to = new double[n - points];
        for (int member : group.members()) {
            int c = layout.categoryOf(member);
            if (events.binned(c)) {
                for (int i = 0; i < events.count(c); i++) {
                    int b = events.filled()[c][i];
                    from[offset[member] - points + i] = events.edges()[c][b];
                    to[offset[member] - points + i] = events.edges()[c][b + 1];
                }
            } else {
                System.arraycopy(events.values()[c], 0, x, offset[member], events.count(c));
            }
        }
        int parameters = group.nodes().length;
        if (points == n) {
            ShapeFunction.Kernel other = model == null ? null : model.kernel.at(x);
            kernel = other == null ? group.function().bind(group.shape(), group.lo(), group.hi(), x) : other;
        } else {
            var intervals = new Intervals(
                    group,
                    from,
                    to,
                    Objects.requireNonNull(rule, "where there are intervals there is a rule for them"));
            kernel = points == 0
                    ? intervals
                    : new Joined(
                            group.function().bind(group.shape(), group.lo(), group.hi(), x),
                            points,
                            intervals,
                            n - points,
                            parameters);
        }
        steps = kernel.steps();
        entries = steps == null ? n : steps.length - 1;
        values = new double[entries];
        derivatives = new double[parameters][];
        wanted = new double[parameters][];
        derivativeValid = new boolean[parameters];
        last = new double[parameters];
        now = new double[parameters];
    }

    private static int place(ShapeGroup group, Layout layout, Events events, boolean binned, int from, int[] offset) {
        int next = from;
        for (int member : group.members()) {
            int c = layout.categoryOf(member);
            if (events.binned(c) == binned) {
                offset[member] = next;
                next += events.count(c);
            }
        }
        return next;
    }

    double[] values() {
        return values;
    }

    double[] derivative(int parameter) {
        return derivatives[parameter];
    }

    /** Whether it may be negative somewhere in the window at the parameters of the last update. */
    boolean negative() {
        return negative;
    }

    /** First event of each step, then their number: a step function has one value per step. Null for others. */
    @Nullable int[] steps() {
        return steps;
    }

    /** Whether slopes come without derivatives at each point. */
    boolean givesSlopes() {
        return kernel.givesSlopes();
    }

    /**
     * Adds Σ weight · ∂density/∂parameter at the parameters of the last update.
     *
     * @param weight per entry
     * @param active which parameters are wanted; their derivatives must be there unless it gives slopes
     */
    void addSlopes(double[] weight, boolean[] active, double[] slopes) {
        if (kernel.givesSlopes()) {
            if (elsewhere) {
                compute(last, values, null);
                elsewhere = false;
            }
            kernel.addSlopes(values, weight, active, slopes);
            return;
        }
        for (int k = 0; k < slopes.length; k++) {
            if (active[k]) {
                slopes[k] += PlainMath.INSTANCE.dot(weight, derivatives[k], 0, entries);
            }
        }
    }

    /**
     * Values and Σ weight · ∂density/∂parameter at other parameters than those of the last update.
     *
     * @param slopes out, overwritten
     * @param density room for the values
     * @param rows room for the derivatives that are wanted; null for others
     */
    void slopesAt(
            double[] parameters,
            double[] weight,
            boolean[] active,
            double[] slopes,
            double[] density,
            @Nullable double[][] rows) {
        Arrays.fill(slopes, 0);
        elsewhere = true;
        if (kernel.givesSlopes()) {
            compute(parameters, density, null);
            kernel.addSlopes(density, weight, active, slopes);
            return;
        }
        double[][] derivative = Objects.requireNonNull(rows, "without slopes there is room for the derivatives");
        compute(parameters, density, derivative);
        for (int k = 0; k < slopes.length; k++) {
            if (active[k]) {
                slopes[k] = PlainMath.INSTANCE.dot(weight, derivative[k], 0, entries);
            }
        }
    }

    /** Whether second derivatives need no differences. */
    boolean isCurved() {
        return kernel instanceof CurvedKernel curved && curved.isCurved();
    }

    /** Σ weight · ∂²density/∂parameter∂parameter′ at the parameters of the last update, of a curved one. */
    double[][] curvature(double[] weight, boolean[] active) {
        if (elsewhere) {
            compute(last, values, null);
            elsewhere = false;
        }
        double[][] curvature = new double[active.length][active.length];
        ((CurvedKernel) kernel).curvature(values, weight, active, curvature);
        return curvature;
    }

    private void compute(double[] parameters, double[] density, @Nullable double[][] to) {
        if (steps == null) {
            kernel.evaluate(parameters, density, to);
        } else {
            kernel.evaluateSteps(parameters, density, to);
        }
    }

    /**
     * Brings it up to date.
     *
     * @param nodes node of each parameter
     * @param value values of the nodes
     * @param active which derivatives are wanted; null for none
     */
    void update(int[] nodes, double[] value, @Nullable boolean[] active) {
        for (int k = 0; k < now.length; k++) {
            now[k] = value[nodes[k]];
        }
        boolean changed = !valid || !Arrays.equals(now, last);
        boolean missing = changed;
        boolean any = false;
        for (int k = 0; k < now.length; k++) {
            wanted[k] = null;
            if (active != null && active[k]) {
                any = true;
                missing |= !derivativeValid[k];
                if (derivatives[k] == null) {
                    derivatives[k] = new double[entries];
                }
                wanted[k] = derivatives[k];
            }
        }
        if (!missing) {
            return;
        }
        compute(now, values, any ? wanted : null);
        negative = kernel.negative();
        elsewhere = false;
        System.arraycopy(now, 0, last, 0, now.length);
        valid = true;
        for (int k = 0; k < now.length; k++) {
            derivativeValid[k] = wanted[k] != null || !changed && derivativeValid[k];
        }
    }

    /** Points, then intervals. Each kernel gets arrays of its own, as long as it expects them. */
    private static final class Joined implements ShapeFunction.Kernel {
        private final ShapeFunction.Kernel[] parts;
        private final double[][] density;
        private final double[][][] own;

        Joined(ShapeFunction.Kernel points, int p, ShapeFunction.Kernel intervals, int i, int parameters) {
            parts = new ShapeFunction.Kernel[] {points, intervals};
            density = new double[][] {new double[p], new double[i]};
            own = new double[2][parameters][];
        }

        @Override
        public boolean negative() {
            return parts[0].negative() || parts[1].negative();
        }

        @Override
        public void evaluate(double[] parameters, double[] all, @Nullable double[][] derivatives) {
            int offset = 0;
            for (int part = 0; part < parts.length; part++) {
                int n = density[part].length;
                double[][] wanted = new double[derivatives == null ? 0 : derivatives.length][];
                for (int k = 0; derivatives != null && k < wanted.length; k++) {
                    if (derivatives[k] != null) {
                        own[part][k] = own[part][k] == null ? new double[n] : own[part][k];
                        wanted[k] = own[part][k];
                    }
                }
                parts[part].evaluate(parameters, density[part], derivatives == null ? null : wanted);
                System.arraycopy(density[part], 0, all, offset, n);
                for (int k = 0; derivatives != null && k < wanted.length; k++) {
                    if (wanted[k] != null) {
                        System.arraycopy(wanted[k], 0, derivatives[k], offset, n);
                    }
                }
                offset += n;
            }
        }
    }
}
