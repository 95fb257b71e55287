package org.fiducia.api.observable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Bins of an observable, unrolled to one index; they do not overlap.
 *
 * @param bins at least one
 */
public record Binning(List<Bin> bins) {
    /** Angles are written as multiples of π over at most this. */
    private static final int PARTS = 8;

    public Binning {
        bins = List.copyOf(bins);
        if (bins.isEmpty()) {
            throw new IllegalArgumentException("a binning needs at least one bin");
        }
        int axes = bins.get(0).ranges().size();
        if (bins.stream().anyMatch(bin -> bin.ranges().size() != axes)) {
            throw new IllegalArgumentException("every bin needs one range per axis");
        }
    }

    /** Consecutive half-open intervals between rising edges. */
    public static Binning ofEdges(double... edges) {
        return ofEdges("", edges);
    }

    /**
     * Consecutive half-open intervals between rising edges, after a bin for candidates with too few jets.
     *
     * @param absentLabel label of that bin, e.g. {@code 0 jets}; empty for no such bin
     */
    public static Binning ofEdges(String absentLabel, double... edges) {
        var bins = new ArrayList<Bin>();
        if (!absentLabel.isEmpty()) {
            bins.add(new Bin(absentLabel, List.of(Range.ABSENT)));
        }
        for (int i = 0; i + 1 < edges.length; i++) {
            bins.add(new Bin(label(edges[i], edges[i + 1]), List.of(new Range(edges[i], edges[i + 1]))));
        }
        return new Binning(bins);
    }

    /**
     * Edges of bins of the same width on the closed interval [lo, hi]: the last one is the next number above hi, so that a
     * cosine of exactly 1 or an angle of exactly π is inside.
     *
     * @param bins their number, at least 1
     * @return {@code bins + 1} edges
     */
    public static double[] uniformEdges(int bins, double lo, double hi) {
        var edges = new double[bins + 1];
        for (int i = 0; i < bins; i++) {
            edges[i] = lo + i * (hi - lo) / bins;
        }
        edges[bins] = Math.nextUp(hi);
        return edges;
    }

    /**
     * Same bins under the same labels, of which those that end at an edge also take what lies above it.
     *
     * @param axis index of the axis
     * @param edge upper edge along it
     */
    public Binning unboundedAbove(int axis, double edge) {
        var opened = new ArrayList<Bin>();
        for (Bin bin : bins) {
            var ranges = new ArrayList<>(bin.ranges());
            if (ranges.get(axis).hi() == edge) {
                ranges.set(axis, new Range(ranges.get(axis).lo(), Double.POSITIVE_INFINITY));
            }
            opened.add(new Bin(bin.label(), ranges));
        }
        return new Binning(opened);
    }

    /** Number of bins. */
    public int size() {
        return bins.size();
    }

    /** Number of axes. */
    public int dimension() {
        return bins.get(0).ranges().size();
    }

    /** Index of the bin that holds a point, −1 for none; NaN stands for an absent coordinate. */
    public int find(double[] coordinates) {
        for (int i = 0; i < bins.size(); i++) {
            if (bins.get(i).contains(coordinates)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Index of the bin of a label.
     *
     * @throws IllegalArgumentException when there is none
     */
    public int indexOf(String label) {
        for (int i = 0; i < bins.size(); i++) {
            if (bins.get(i).label().equals(label)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no bin is called " + label);
    }

    /** An interval as text, e.g. {@code 10–16}, {@code > 146} or {@code -π to -3π/4}. */
    public static String label(double lo, double hi) {
        if (hi == Double.POSITIVE_INFINITY) {
            return "> " + number(lo);
        }
        return number(lo) + (lo < 0 || hi < 0 ? " to " : "–") + number(hi);
    }

    private static String number(double x) {
        for (int parts = 1; parts <= PARTS && x != 0; parts++) {
            long n = Math.round(x * parts / Math.PI);
            if (n != 0 && Math.abs(x - n * Math.PI / parts) < 1e-12 * Math.abs(x)) {
                String times = n == 1 ? "" : n == -1 ? "-" : Long.toString(n);
                return times + "π" + (parts == 1 ? "" : "/" + parts);
            }
        }
        String text = String.format(Locale.ROOT, "%.4g", x);
        return text.contains(".") && !text.contains("e")
                ? text.replaceAll("0+$", "").replaceAll("\\.$", "")
                : text;
    }
}
