package org.fiducia.statistics.likelihood.internal.shape;

import java.util.Arrays;
import org.fiducia.api.Nullable;

/** Points as a sequence of rising runs. */
final class Runs {
    private Runs() {}

    /**
     * Where the runs begin.
     *
     * @return starts of the runs, then the number of points
     */
    static int[] starts(double[] x) {
        int[] starts = new int[x.length + 1];
        int runs = 0;
        for (int i = 0; i < x.length; i++) {
            if (i == 0 || x[i] < x[i - 1]) {
                starts[runs++] = i;
            }
        }
        starts[runs] = x.length;
        return Arrays.copyOf(starts, runs + 1);
    }

    /** First index in [from, to) of a rising run with x ≥ bound; {@code to} when there is none. */
    static int lowerBound(double[] x, int from, int to, double bound) {
        int lo = from;
        int hi = to;
        while (lo < hi) {
            int middle = (lo + hi) >>> 1;
            if (x[middle] < bound) {
                lo = middle + 1;
            } else {
                hi = middle;
            }
        }
        return lo;
    }

    /** Says of every point that the density is not defined there. */
    static void undefined(double[] density, @Nullable double[][] derivatives) {
        Arrays.fill(density, Double.NaN);
        if (derivatives != null) {
            for (double[] derivative : derivatives) {
                if (derivative != null) {
                    Arrays.fill(derivative, Double.NaN);
                }
            }
        }
    }
}
