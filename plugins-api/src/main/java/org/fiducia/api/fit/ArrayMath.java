package org.fiducia.api.fit;

import org.fiducia.api.Plugin;

/**
 * Elementary functions of many numbers at once, in place. Stateless and thread-safe. Results agree with those of {@link
 * Math} to a few units in the last place, whatever the implementation.
 */
public interface ArrayMath extends Plugin {
    /** e to each x[i], from ≤ i &lt; to. */
    void exp(double[] x, int from, int to);

    /** Natural logarithm of each x[i], from ≤ i &lt; to. */
    void log(double[] x, int from, int to);

    /** Σ a[i] b[offset + i] over 0 ≤ i &lt; n. */
    double dot(double[] a, double[] b, int offset, int n);

    /**
     * Weighted moments: adds Σ a[i] b[i] (x[i] − c)^k over from ≤ i &lt; to to sums[k], k = 0, 1, 2.
     */
    void addMoments(double[] a, double[] b, double[] x, double c, int from, int to, double[] sums);

    /**
     * Weighted quotients: adds Σ a[i] b[i] to sums[0] and Σ a[i] b[i] / (offset + scale (x[i] − c)) to sums[1], over
     * from ≤ i &lt; to.
     */
    void addQuotients(
            double[] a, double[] b, double[] x, double c, double offset, double scale, int from, int to, double[] sums);

    /**
     * Sums over runs: adds to sums[r] all x[i − from] of run r, for from ≤ i &lt; from + n.
     *
     * @param first rising, first i of each run, then the end of the last
     * @param run the run in which {@code from} lies
     */
    void addRuns(double[] x, int[] first, int run, int from, int n, double[] sums);
}
