package org.fiducia.statistics.likelihood;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Sums of outer products of gradients that are linear combinations of those of a few nodes: bins of a channel share the
 * factors that depend on many parameters, so products of their coefficients are summed over the bins first, and taken to
 * the parameters once.
 */
final class NodeProducts {
    /** Nodes of which products are summed at once. */
    private static final int MOST = 48;

    /** A node that depends on so few parameters is replaced by these. */
    private static final int SPARSE = 4;

    private final Program program;

    /** Place of each node in the sums. */
    private final Map<Integer, Integer> slots = new HashMap<>();

    private final int[] node = new int[MOST];
    private final double[][] sums = new double[MOST][MOST];

    /** The combination that is being made: its places, and the coefficient of each. */
    private final int[] used = new int[MOST];

    private final double[] coefficient = new double[MOST];
    private int count;

    NodeProducts(Program program) {
        this.program = program;
    }

    /** Forgets what was not added yet. */
    void clear() {
        for (int a = 0; a < slots.size(); a++) {
            Arrays.fill(sums[a], 0);
        }
        slots.clear();
        count = 0;
    }

    /**
     * Adds factor · ∇node to the combination that is being made.
     *
     * @return whether there was room; else what is there must be flushed, and the combination be made anew
     */
    boolean add(double factor, int of, double[] value, double[] gradient) {
        if (factor == 0 || program.isConstant(of)) {
            return true;
        }
        int parts = program.parts(of);
        if (parts > 0) {
            for (int k = 0; k < parts; k++) {
                if (!add(factor * program.partSlope(of, k, value), program.part(of, k), value, gradient)) {
                    return false;
                }
            }
            return true;
        }
        int from = program.gradientStart(of);
        int to = program.gradientStart(of + 1);
        if (to - from > SPARSE) {
            return put(factor, of);
        }
        for (int i = from; i < to; i++) {
            if (!put(factor * gradient[i], program.parameterNode(program.dependsOn()[i]))) {
                return false;
            }
        }
        return true;
    }

    private boolean put(double factor, int of) {
        Integer before = slots.get(of);
        int slot = before == null ? slots.size() : before;
        if (before == null) {
            if (slot == MOST) {
                return false;
            }
            slots.put(of, slot);
            node[slot] = of;
        }
        for (int k = 0; k < count; k++) {
            if (used[k] == slot) {
                coefficient[k] += factor;
                return true;
            }
        }
        used[count] = slot;
        coefficient[count++] = factor;
        return true;
    }

    /** Drops the combination that is being made. */
    void drop() {
        count = 0;
    }

    /** Number of nodes in the combination that is being made. */
    int size() {
        return count;
    }

    int node(int k) {
        return node[used[k]];
    }

    double coefficient(int k) {
        return coefficient[k];
    }

    /** Adds weight times the outer product of the combination with itself, and begins the next. */
    void end(double weight) {
        for (int k = 0; k < count; k++) {
            double w = weight * coefficient[k];
            for (int l = 0; l <= k; l++) {
                int a = Math.min(used[k], used[l]);
                int b = Math.max(used[k], used[l]);
                sums[a][b] += w * coefficient[l];
            }
        }
        count = 0;
    }

    /** Takes the sums to the parameters. */
    void flush(double[] gradient, double[] half) {
        int n = slots.size();
        for (int a = 0; a < n; a++) {
            if (sums[a][a] != 0) {
                program.addSquare(0.5 * sums[a][a], node[a], gradient, half);
            }
            for (int b = a + 1; b < n; b++) {
                if (sums[a][b] != 0) {
                    program.addOuter(sums[a][b], node[a], node[b], gradient, half);
                }
            }
        }
        clear();
    }
}
