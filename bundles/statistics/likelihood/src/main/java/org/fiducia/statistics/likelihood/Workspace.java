package org.fiducia.statistics.likelihood;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.Nullable;
import org.fiducia.api.fit.ArrayMath;
import org.fiducia.api.fit.Likelihood;

/** Data bound to the shapes of a model, and all working memory of a likelihood. Belongs to one thread. */
final class Workspace {
    final Events events;

    /** One per shape group. */
    final Density[] density;

    /** First event of each component in the arrays of its density. */
    final int[] offset;

    final ArrayMath math;
    final EventLoop loop;
    final double[] value;

    /** Gradients of all nodes; made when first needed, for they may need much room. */
    private final double[][] gradient;

    private final Program program;
    final double[] nodeWeight;

    /** Outer products on their way to {@link #half}. */
    final RankUpdates updates;

    /** The same for combinations of the gradients of few nodes. */
    final NodeProducts products;

    /** Half of a symmetric matrix [n·n], see {@link Program#addCurvature}; made when first needed. */
    private final double[][] half;

    private final int parameters;

    /** Derivative of the NLL with respect to the yield of each component. */
    final double[] yieldSlope;

    /** Derivative of the NLL with respect to each shape parameter, [group][parameter]. */
    final double[][] shapeSlope;

    /**
     * −yield/f of each event, or of all events of each step, for each shape of which a derivative matters: what the
     * slopes with respect to its parameters are made of. Null for others, and until wanted.
     */
    final double[][] pull;

    /** Likelihoods of some categories, made when first asked. */
    final Map<List<Integer>, Likelihood> parts = new HashMap<>();

    /** What categories without a free parameter were worth last. */
    final StillCategory[] still;

    /** Made when first asked. */
    private @Nullable Positivity positivity;

    /** Another workspace of the same thread; null for none. */
    private final @Nullable Workspace lender;

    /** How each shape is integrated over the intervals of histograms; null where it is not. */
    private final IntervalRule[] rule;

    /** Edges that each rule was made for. */
    private final double[][] ruleEdges;

    /**
     * @param model another workspace of the same layout, from which rules and tables are taken that serve here too;
     *     null for none
     * @param shared whether both belong to one thread, and may share what an evaluation writes before it reads
     */
    Workspace(Layout layout, Events events, int parameters, ArrayMath math, @Nullable Workspace model, boolean shared) {
        this.events = events;
        this.math = math;
        lender = shared ? model : null;
        List<ShapeGroup> groups = layout.groups();
        rule = new IntervalRule[groups.size()];
        ruleEdges = new double[groups.size()][];
        density = new Density[groups.size()];
        pull = new double[groups.size()][];
        offset = new int[layout.components()];
        still = new StillCategory[layout.categories()];
        for (int g = 0; g < density.length; g++) {
            ShapeGroup group = groups.get(g);
            chooseRule(layout, g, model);
            density[g] = new Density(group, layout, events, rule[g], offset, model == null ? null : model.density[g]);
        }
        program = layout.program();
        loop = lender != null ? lender.loop : new EventLoop(math);
        value = lender != null ? lender.value : new double[program.nodes()];
        gradient = lender != null ? lender.gradient : new double[1][];
        nodeWeight = lender != null ? lender.nodeWeight : new double[program.nodes()];
        this.parameters = parameters;
        half = lender != null ? lender.half : new double[1][];
        products = lender != null ? lender.products : new NodeProducts(program);
        updates = lender != null ? lender.updates : new RankUpdates(parameters);
        yieldSlope = lender != null ? lender.yieldSlope : new double[layout.components()];
        shapeSlope = lender != null ? lender.shapeSlope : new double[groups.size()][];
        for (int g = 0; g < density.length && lender == null; g++) {
            shapeSlope[g] = new double[groups.get(g).nodes().length];
        }
    }

    double[] gradient() {
        if (gradient[0] == null) {
            gradient[0] = program.newGradient();
        }
        return gradient[0];
    }

    double[] half() {
        if (half[0] == null) {
            half[0] = new double[parameters * parameters];
        }
        return half[0];
    }

    /**
     * Brings all densities up to date.
     *
     * @param active parameters of each whose derivatives matter; null for none
     * @param rows whether derivatives are wanted at each event
     * @param slopes whether slopes are wanted, and rows only where they take them
     */
    void updateShapes(Layout layout, boolean[][] active, boolean rows, boolean slopes) {
        for (int g = 0; g < density.length; g++) {
            boolean each = rows || slopes && !density[g].givesSlopes();
            density[g].update(layout.groups().get(g).nodes(), value, each ? active[g] : null);
            Arrays.fill(shapeSlope[g], 0);
            if (slopes && active[g] != null) {
                clearPull(g);
            }
        }
    }

    /** Sets the pulls of a shape to 0. */
    void clearPull(int group) {
        if (pull[group] == null) {
            pull[group] = new double[density[group].values().length];
        } else if (density[group].steps() != null) {
            Arrays.fill(pull[group], 0);
        }
    }

    private void chooseRule(Layout layout, int g, @Nullable Workspace model) {
        ShapeGroup group = layout.groups().get(g);
        double[] edges = null;
        for (int member : group.members()) {
            double[] of = events.edges()[layout.categoryOf(member)];
            if (of != null && edges != of) {
                edges = edges == null || Arrays.equals(edges, of) ? of : coarser(edges, of);
            }
        }
        ruleEdges[g] = edges;
        if (edges != null) {
            rule[g] = model != null && Arrays.equals(edges, model.ruleEdges[g])
                    ? model.rule[g]
                    : Intervals.rule(group, edges, layout.initial(group), layout.differentiated(group));
        }
    }

    /** Histograms with other edges: the widest intervals of all decide. */
    private static double[] coarser(double[] a, double[] b) {
        return width(a) >= width(b) ? a : b;
    }

    private static double width(double[] edges) {
        double widest = 0;
        for (int i = 0; i + 1 < edges.length; i++) {
            widest = Math.max(widest, edges[i + 1] - edges[i]);
        }
        return widest;
    }

    /** Where less than nothing is expected. */
    Positivity positivity(Layout layout) {
        if (positivity == null) {
            positivity = new Positivity(layout, this, lender == null ? null : lender.positivity(layout));
        }
        return positivity;
    }

    /** How the shape of a group is integrated over intervals. */
    IntervalRule rule(int group) {
        return rule[group];
    }
}
