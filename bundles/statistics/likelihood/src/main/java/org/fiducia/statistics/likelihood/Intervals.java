package org.fiducia.statistics.likelihood;

import java.util.Arrays;
import java.util.Objects;
import org.fiducia.api.Nullable;
import org.fiducia.api.fit.ShapeFunction;

/**
 * Integrals of a density, and of its derivatives, over intervals: to the likelihood an interval is a point. The density is
 * computed at the nodes of a quadrature that follows the breaks of the shape when its parameters move, so that a peak is
 * integrated well wherever it goes. A shape that knows its integrals is asked for them instead. Belongs to one thread.
 */
final class Intervals implements CurvedKernel {
    private final ShapeGroup group;
    private final double[] from;
    private final double[] to;
    private final IntervalRule rule;

    /** Integrals by the shape itself; null for most. */
    private final @Nullable ShapeFunction.Kernel known;

    private final boolean slopes;
    private final boolean curved;
    private double[] breaks = {};

    /** Breaks as the shape gave them last, in any order and also outside the window. */
    private double[] lastRaw = {};

    /** At the nodes; null before they are placed. */
    private @Nullable ShapeFunction.Kernel kernel;

    private int[] first = {};
    private double[] weight = {};
    private double[] nodeDensity = {};
    private double[][] nodeDerivatives = {};

    /**
     * @param from lower ends, in one or more rising runs
     * @param to upper ends
     */
    Intervals(ShapeGroup group, double[] from, double[] to, IntervalRule rule) {
        this.group = group;
        this.from = from;
        this.to = to;
        this.rule = rule;
        known = group.function().bindIntervals(group.shape(), group.lo(), group.hi(), from, to);
        ShapeFunction.Kernel any = known != null
                ? known
                : group.function().bind(group.shape(), group.lo(), group.hi(), new double[] {group.lo()});
        slopes = any.givesSlopes();
        curved = any instanceof CurvedKernel kernelWithCurvature && kernelWithCurvature.isCurved();
    }

    /** All intervals between edges. */
    static Intervals between(ShapeGroup group, double[] edges, IntervalRule rule) {
        int n = edges.length - 1;
        return new Intervals(group, Arrays.copyOf(edges, n), Arrays.copyOfRange(edges, 1, n + 1), rule);
    }

    /**
     * The rule for a shape.
     *
     * @param edges of the histograms it is for
     * @param parameters where it must be exact
     * @param active parameters by which it is differentiated
     */
    static IntervalRule rule(ShapeGroup group, double[] edges, double[] parameters, boolean[] active) {
        IntervalRule fine = new IntervalRule(1, GaussLegendre.FINE);
        Intervals probe = between(group, edges, fine);
        if (probe.known != null) {
            return fine; // not used
        }
        ShapeFunction.Kernel kernel = probe.place(probe.breaks(parameters));
        double[][] rows = rows(active, probe.weight.length);
        kernel.evaluate(parameters, rows[0], derivatives(rows, active));
        if (IntervalRule.steps(rows, GaussLegendre.FINE.order())) {
            return IntervalRule.MIDDLE;
        }
        return IntervalRule.sufficient(trial -> {
            double[][] integrals = rows(active, edges.length - 1);
            between(group, edges, trial).evaluate(parameters, integrals[0], derivatives(integrals, active));
            return integrals;
        });
    }

    private static double[][] rows(boolean[] active, int n) {
        int rows = 1;
        for (boolean a : active) {
            rows += a ? 1 : 0;
        }
        return new double[rows][n];
    }

    private static double[][] derivatives(double[][] rows, boolean[] active) {
        double[][] derivatives = new double[active.length][];
        int row = 1;
        for (int k = 0; k < active.length; k++) {
            derivatives[k] = active[k] ? rows[row++] : null;
        }
        return derivatives;
    }

    @Override
    public boolean negative() {
        return (known != null ? known : placed()).negative();
    }

    @Override
    public void evaluate(double[] parameters, double[] density, @Nullable double[][] derivatives) {
        if (known != null) {
            known.evaluate(parameters, density, derivatives);
            return;
        }
        double[] raw = group.function().breaks(group.shape(), parameters);
        if (kernel == null || raw != lastRaw && !Arrays.equals(raw, lastRaw)) {
            double[] now = inside(raw);
            if (kernel == null || !Arrays.equals(now, breaks)) {
                kernel = place(now);
            }
            lastRaw = raw;
        }
        if (nodeDensity.length != weight.length || nodeDerivatives.length != parameters.length) {
            nodeDensity = new double[weight.length];
            nodeDerivatives = new double[parameters.length][];
        }
        if (derivatives == null) {
            kernel.evaluate(parameters, nodeDensity, null);
        } else {
            double[][] wanted = new double[derivatives.length][];
            for (int k = 0; k < wanted.length; k++) {
                if (derivatives[k] != null) {
                    if (nodeDerivatives[k] == null) {
                        nodeDerivatives[k] = new double[weight.length];
                    }
                    wanted[k] = nodeDerivatives[k];
                }
            }
            kernel.evaluate(parameters, nodeDensity, wanted);
            for (int k = 0; k < wanted.length; k++) {
                if (wanted[k] != null) {
                    contract(wanted[k], derivatives[k]);
                }
            }
        }
        contract(nodeDensity, density);
    }

    @Override
    public boolean givesSlopes() {
        return slopes;
    }

    @Override
    public void addSlopes(double[] density, double[] weights, boolean[] wanted, double[] into) {
        if (known != null) {
            known.addSlopes(density, weights, wanted, into);
        } else {
            placed().addSlopes(perStep(nodeDensity, false), perStep(spread(weights), true), wanted, into);
        }
    }

    @Override
    public boolean isCurved() {
        return known == null ? curved : known instanceof CurvedKernel of && of.isCurved();
    }

    @Override
    public void curvature(double[] density, double[] weights, boolean[] wanted, double[][] curvature) {
        if (known != null) {
            ((CurvedKernel) known).curvature(density, weights, wanted, curvature);
        } else {
            ((CurvedKernel) placed())
                    .curvature(perStep(nodeDensity, false), perStep(spread(weights), true), wanted, curvature);
        }
    }

    /** Weights of the nodes for weights of the intervals. */
    private double[] spread(double[] weights) {
        double[] nodes = new double[weight.length];
        for (int b = 0; b < from.length; b++) {
            for (int i = first[b]; i < first[b + 1]; i++) {
                nodes[i] = weight[i] * weights[b];
            }
        }
        return nodes;
    }

    /** What the kernel wants per step, made of numbers per node: their sums, or the first of each step. */
    private double[] perStep(double[] nodes, boolean sum) {
        int[] steps = placed().steps();
        if (steps == null || steps.length == nodes.length + 1) {
            return nodes;
        }
        double[] result = new double[steps.length - 1];
        for (int s = 0; s < result.length; s++) {
            result[s] = nodes[steps[s]];
            for (int i = steps[s] + 1; sum && i < steps[s + 1]; i++) {
                result[s] += nodes[i];
            }
        }
        return result;
    }

    private void contract(double[] nodes, double[] integrals) {
        for (int b = 0; b < from.length; b++) {
            double sum = 0;
            for (int i = first[b]; i < first[b + 1]; i++) {
                sum += weight[i] * nodes[i];
            }
            integrals[b] = sum;
        }
    }

    /** Breaks inside the window, rising. */
    private double[] breaks(double[] parameters) {
        return inside(group.function().breaks(group.shape(), parameters));
    }

    private double[] inside(double[] raw) {
        return Arrays.stream(raw)
                .filter(x -> x > group.lo() && x < group.hi())
                .sorted()
                .distinct()
                .toArray();
    }

    private ShapeFunction.Kernel placed() {
        return Objects.requireNonNull(kernel, "it has been evaluated");
    }

    private ShapeFunction.Kernel place(double[] newBreaks) {
        breaks = newBreaks;
        first = new int[from.length + 1];
        int perPiece = rule.parts() * rule.rule().order();
        for (int b = 0; b < from.length; b++) {
            int pieces = 1 + firstAbove(breaks, to[b], true) - firstAbove(breaks, from[b], false);
            first[b + 1] = first[b] + pieces * perPiece;
        }
        double[] x = new double[first[from.length]];
        weight = new double[x.length];
        int next = 0;
        for (int b = 0; b < from.length; b++) {
            double start = from[b];
            int end = firstAbove(breaks, to[b], true);
            for (int i = firstAbove(breaks, from[b], false); i < end; i++) {
                next = addPiece(start, breaks[i], x, next);
                start = breaks[i];
            }
            next = addPiece(start, to[b], x, next);
        }
        return group.function().bind(group.shape(), group.lo(), group.hi(), x);
    }

    /** Index of the first number &gt; bound, or ≥ bound. */
    private static int firstAbove(double[] sorted, double bound, boolean orEqual) {
        int at = Arrays.binarySearch(sorted, bound);
        return at < 0 ? -at - 1 : orEqual ? at : at + 1;
    }

    private int addPiece(double start, double end, double[] x, int next) {
        int at = next;
        double width = (end - start) / rule.parts();
        for (int part = 0; part < rule.parts(); part++) {
            for (int i = 0; i < rule.rule().order(); i++) {
                x[at] = start + width * (part + rule.rule().node(i));
                weight[at++] = width * rule.rule().weight(i);
            }
        }
        return at;
    }
}
