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
}
