package org.fiducia.statistics.likelihood;

import java.util.List;

/** Data bound to the shapes of a model, and all working memory of a likelihood. Belongs to one thread. */
final class Workspace {
    final Events events;

    /** One per shape group. */
    final Density[] density;

    /** First event of each component in the arrays of its density. */
    final int[] offset;

    final EventLoop loop = new EventLoop();
    final double[] value;
    final double[] gradient;
    final double[] nodeWeight;

    /** Half of a symmetric matrix [n·n], see {@link Program#addCurvature}. */
    final double[] half;

    /** Derivative of the NLL with respect to the yield of each component. */
    final double[] yieldSlope;

    /** Derivative of the NLL with respect to each shape parameter, [group][parameter]. */
    final double[][] shapeSlope;

    Workspace(Layout layout, Events events, int parameters) {
        this.events = events;
        List<ShapeGroup> groups = layout.groups();
        density = new Density[groups.size()];
        offset = new int[layout.components()];
        shapeSlope = new double[groups.size()][];
        for (int g = 0; g < density.length; g++) {
            ShapeGroup group = groups.get(g);
            density[g] = new Density(group, layout, events);
            shapeSlope[g] = new double[group.nodes().length];
            int next = 0;
            for (int member : group.members()) {
                offset[member] = next;
                next += events.count(layout.categoryOf(member));
            }
        }
        Program program = layout.program();
        value = new double[program.nodes()];
        gradient = program.newGradient();
        nodeWeight = new double[program.nodes()];
        half = new double[parameters * parameters];
        yieldSlope = new double[layout.components()];
    }
}
