package org.fiducia.statistics.likelihood;

import java.util.Arrays;
import org.fiducia.api.fit.ShapeFunction;

/**
 * Values and derivatives of one shape at the events of all components that share it, one component after another.
 * Computed anew only when a parameter has changed or a derivative is wanted that is not there yet. Belongs to one thread.
 */
final class Density {
    private final ShapeFunction.Kernel kernel;
    private final double[] values;
    private final double[][] derivatives;
    private final double[][] wanted;
    private final double[] last;
    private final double[] now;
    private boolean valid;
    private final boolean[] derivativeValid;

    Density(ShapeGroup group, Layout layout, Events events) {
        int n = 0;
        for (int member : group.members()) {
            n += events.count(layout.categoryOf(member));
        }
        double[] x = new double[n];
        int offset = 0;
        for (int member : group.members()) {
            double[] of = events.values()[layout.categoryOf(member)];
            System.arraycopy(of, 0, x, offset, of.length);
            offset += of.length;
        }
        kernel = group.function().bind(group.shape(), group.lo(), group.hi(), x);
        int parameters = group.nodes().length;
        values = new double[n];
        derivatives = new double[parameters][];
        wanted = new double[parameters][];
        derivativeValid = new boolean[parameters];
        last = new double[parameters];
        now = new double[parameters];
    }

    double[] values() {
        return values;
    }

    double[] derivative(int parameter) {
        return derivatives[parameter];
    }

    ShapeFunction.Kernel kernel() {
        return kernel;
    }

    /**
     * Brings it up to date.
     *
     * @param nodes node of each parameter
     * @param value values of the nodes
     * @param active which derivatives are wanted; null for none
     */
    void update(int[] nodes, double[] value, boolean[] active) {
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
                    derivatives[k] = new double[values.length];
                }
                wanted[k] = derivatives[k];
            }
        }
        if (!missing) {
            return;
        }
        kernel.evaluate(now, values, any ? wanted : null);
        System.arraycopy(now, 0, last, 0, now.length);
        valid = true;
        for (int k = 0; k < now.length; k++) {
            derivativeValid[k] = wanted[k] != null || !changed && derivativeValid[k];
        }
    }
}
