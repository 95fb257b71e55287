package org.fiducia.exchange.hs3;

import java.util.List;
import org.fiducia.exchange.json.JsonElement;

/** Axes of histograms and data. */
final class Axes {
    /** Of edges, relative to the whole range. */
    private static final double ROUNDING = 1e-9;

    private Axes() {}

    /** Edges of a binned axis: given, or so many equal bins. */
    static double[] edges(JsonElement axis) {
        if (axis.has("edges")) {
            double[] edges = axis.get("edges").numbers();
            for (int i = 0; i + 1 < edges.length; i++) {
                if (!(edges[i] < edges[i + 1])) {
                    throw axis.get("edges").wrong("do not rise at " + edges[i + 1], "");
                }
            }
            if (edges.length < 2) {
                throw axis.get("edges").wrong("has fewer than two entries", "");
            }
            return edges;
        }
        double lo = axis.get("min").number();
        double hi = axis.get("max").number();
        double bins = axis.get("nbins").number();
        if (!(bins >= 1 && bins <= 1e7 && bins == Math.rint(bins)) || !(lo < hi)) {
            throw axis.wrong("has " + bins + " bins from " + lo + " to " + hi, "");
        }
        double[] edges = new double[(int) bins + 1];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = i + 1 == edges.length ? hi : lo + (hi - lo) * i / bins;
        }
        return edges;
    }

    /** Whether two sets of edges are the same but for rounding. */
    static boolean same(double[] a, double[] b) {
        if (a.length != b.length) {
            return false;
        }
        double rounding = ROUNDING * (b[b.length - 1] - b[0]);
        for (int i = 0; i < a.length; i++) {
            if (!(Math.abs(a[i] - b[i]) <= rounding)) {
                return false;
            }
        }
        return true;
    }

    /** The only axis of data or of a distribution. */
    static JsonElement only(JsonElement owner) {
        List<JsonElement> axes = owner.get("axes").list();
        if (axes.size() != 1) {
            throw owner.wrong("has " + axes.size() + " axes; one is supported", "");
        }
        return axes.get(0);
    }
}
