package org.fiducia.statistics.likelihood;

import java.util.Arrays;
import java.util.stream.IntStream;

/** What a category is worth as long as nothing in it changes. */
final class StillCategory {
    /** Yields and shape parameters. */
    private final int[] nodes;

    private final double[] at;
    private double high;
    private double low;
    private boolean finite;

    StillCategory(Layout layout, int category) {
        nodes = IntStream.range(layout.first(category), layout.first(category + 1))
                .flatMap(k -> IntStream.concat(
                        IntStream.of(layout.yield(k)),
                        Arrays.stream(layout.groups().get(layout.group(k)).nodes())))
                .distinct()
                .toArray();
        at = new double[nodes.length];
        Arrays.fill(at, Double.NaN);
    }

    /** Whether values of the nodes are others than last time; remembers them. */
    boolean changed(double[] value) {
        boolean changed = nodes.length == 0;
        for (int k = 0; k < nodes.length; k++) {
            changed |= value[nodes[k]] != at[k];
            at[k] = value[nodes[k]];
        }
        return changed;
    }

    void put(CompensatedSum sum, boolean isFinite) {
        high = sum.high();
        low = sum.low();
        finite = isFinite;
    }

    boolean add(CompensatedSum sum) {
        sum.add(high);
        sum.add(low);
        return finite;
    }
}
