package org.fiducia.scalefactors.tagandprobe;

import java.util.Arrays;
import org.fiducia.api.event.Histogram;

/**
 * Mass spectrum of probes that passed or failed, in a window. Weighted entries are held as the number of unweighted ones
 * that would be as uncertain: entry = content / weight with weight = Σ variances / Σ contents, so that a likelihood of
 * counts is right on average.
 *
 * @param edges rising, GeV
 * @param entries effective number of entries of each interval, ≥ 0
 * @param weight what an entry stands for; 1 for counts
 */
record Spectrum(double[] edges, double[] entries, double weight) {
    /** The part of a histogram in a window, whose ends are rounded outwards to edges. */
    static Spectrum of(Histogram histogram, double lo, double hi) {
        int from = 0;
        int to = histogram.size();
        while (from < to - 1 && histogram.edges()[from + 1] <= lo) {
            from++;
        }
        while (to > from + 1 && histogram.edges()[to - 1] >= hi) {
            to--;
        }
        double[] contents = Arrays.copyOfRange(histogram.contents(), from, to);
        double sum = 0;
        double variance = 0;
        for (int i = 0; i < contents.length; i++) {
            contents[i] = Math.max(0, contents[i]);
            sum += contents[i];
            variance += histogram.variances()[from + i];
        }
        double weight = sum > 0 && variance > 0 ? variance / sum : 1;
        if (Math.abs(weight - 1) < 1e-9) {
            weight = 1;
        }
        for (int i = 0; i < contents.length; i++) {
            contents[i] /= weight;
        }
        return new Spectrum(Arrays.copyOfRange(histogram.edges(), from, to + 1), contents, weight);
    }

    int size() {
        return entries.length;
    }

    /** Effective number of entries. */
    double sum() {
        return Arrays.stream(entries).sum();
    }

    double lo() {
        return edges[0];
    }

    double hi() {
        return edges[edges.length - 1];
    }

    double middle(int i) {
        return (edges[i] + edges[i + 1]) / 2;
    }
}
