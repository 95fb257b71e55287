package org.fiducia.observable.score;

import java.util.Arrays;

/**
 * Edges of intervals of a score, and the place of a score among them: linear from k at edge k to k + 1 at the next, so that
 * the intervals have equal width whatever the edges.
 *
 * @param edges rising, at least two
 */
record Edges(double[] edges) {
    /** The score itself. */
    static final Edges PLAIN = new Edges(new double[] {0, 1});

    /** Number of intervals. */
    int intervals() {
        return edges.length - 1;
    }

    /** Whether they make sense. */
    boolean rise() {
        for (int k = 1; k < edges.length; k++) {
            if (!(edges[k] > edges[k - 1])) {
                return false;
            }
        }
        return edges.length > 1;
    }

    /**
     * The place of a score.
     *
     * @return in [0, {@link #intervals}): below the first edge 0, from the last on just below the end
     */
    double place(double score) {
        int at = Arrays.binarySearch(edges, score);
        int k = at >= 0 ? at : -at - 2;
        if (k < 0) {
            return 0;
        }
        double end = Math.nextDown((double) intervals());
        if (k >= intervals()) {
            return end;
        }
        double within = (score - edges[k]) / (edges[k + 1] - edges[k]);
        return Math.min(k + within, Math.nextDown(k + 1.0));
    }
}
