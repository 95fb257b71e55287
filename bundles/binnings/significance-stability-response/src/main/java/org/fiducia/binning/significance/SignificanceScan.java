package org.fiducia.binning.significance;

import java.util.ArrayList;
import java.util.Arrays;

/**
 * Steps through a slice and closes a bin as soon as it is significant; what is left at the end joins the last bin. Edges are
 * round numbers: multiples of 1, 2 or 5 times a power of ten, about {@value #STEPS} of them over the bulk of the signal;
 * whole numbers for an observable that has no others.
 */
final class SignificanceScan {
    private static final int STEPS = 200;

    /** Part of the signal on either side that has no say in the size of a step. */
    private static final double TAIL = 0.01;

    private SignificanceScan() {}

    /** The slice with the bins that are found. */
    static Slice scan(Yields yields, int k, Slice slice) {
        double[] values = yields.values(k);
        if (slice.single() || values.length == 0) {
            return slice;
        }
        double[] ends = slice.edges();
        double end = ends[ends.length - 1];
        Step step = step(values);
        var edges = new ArrayList<Double>();
        edges.add(ends[0]);
        long first = step.steps(Math.max(ends[0], values[0]));
        double most = Math.min(end, values[values.length - 1]);
        for (long n = first; step.times(n) <= most; n++) {
            double edge = step.times(n);
            double lo = edges.get(edges.size() - 1);
            if (edge > lo && edge < end && yields.ams(k, lo, edge) >= Significance.WANTED) {
                edges.add(edge);
            }
        }
        while (edges.size() > 1 && yields.ams(k, edges.get(edges.size() - 1), end) < Significance.WANTED) {
            edges.remove(edges.size() - 1);
        }
        edges.add(end);
        return slice.with(edges.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The step of edges for some sorted values. */
    static Step step(double[] values) {
        if (whole(values)) {
            return new Step(1, 0);
        }
        int n = values.length;
        double bulk = values[(int) ((1 - TAIL) * (n - 1))] - values[(int) (TAIL * (n - 1))];
        return Step.below(Math.max(bulk, 1e-6) / STEPS);
    }

    /** Whether there are only whole numbers. */
    static boolean whole(double[] values) {
        return Arrays.stream(values).allMatch(x -> x == Math.rint(x));
    }
}
