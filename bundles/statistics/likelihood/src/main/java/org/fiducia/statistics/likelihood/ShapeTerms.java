package org.fiducia.statistics.likelihood;

/** What the second derivatives of shapes add to the Hessian. */
final class ShapeTerms {
    private ShapeTerms() {}

    /**
     * Adds −Σ w ν_k ∂²p_k/∂s∂s′ /f of one shape.
     *
     * @param g index of the shape group
     * @param active its parameters that depend on free ones
     * @param perEvent w/f of each event
     */
    static void addCurvature(Layout layout, Workspace work, int g, boolean[] active, double[] perEvent) {
        ShapeGroup group = layout.groups().get(g);
        double[] eventWeight = new double[work.density[g].values().length];
        for (int member : group.members()) {
            int c = layout.categoryOf(member);
            int firstEvent = 0;
            for (int before = 0; before < c; before++) {
                firstEvent += work.events.count(before);
            }
            double yield = work.value[layout.yield(member)];
            int[] steps = work.density[g].steps();
            if (steps == null) {
                for (int i = 0; i < work.events.count(c); i++) {
                    eventWeight[work.offset[member] + i] = yield * perEvent[firstEvent + i];
                }
            } else {
                addToSteps(steps, work.offset[member], work.events.count(c), yield, perEvent, firstEvent, eventWeight);
            }
        }
        double[] at = new double[group.nodes().length];
        for (int k = 0; k < at.length; k++) {
            at[k] = work.value[group.nodes()[k]];
        }
        double[][] curvature = ShapeCurvature.of(work.density[g], at, active, eventWeight);
        for (int k = 0; k < at.length; k++) {
            for (int l = 0; l < at.length; l++) {
                if (curvature[k][l] != 0) {
                    layout.program()
                            .addOuter(
                                    -0.5 * curvature[k][l],
                                    group.nodes()[k],
                                    group.nodes()[l],
                                    work.gradient(),
                                    work.half());
                }
            }
        }
    }

    private static void addToSteps(
            int[] steps, int first, int events, double yield, double[] perEvent, int firstEvent, double[] weight) {
        int step = CategoryTerms.stepOf(steps, first);
        for (int i = 0; i < events; i++) {
            while (steps[step + 1] <= first + i) {
                step++;
            }
            weight[step] += yield * perEvent[firstEvent + i];
        }
    }
}
