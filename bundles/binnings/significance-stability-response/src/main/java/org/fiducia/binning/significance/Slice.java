package org.fiducia.binning.significance;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Range;

/**
 * Bins that follow each other along one axis and agree in all others: their inner edges may move, their ends may not. Or a
 * bin by itself, which stays as it is.
 *
 * @param defaults default bins of it, at least one
 * @param axis along which they follow each other; −1 for a bin by itself
 * @param edges rising, one more than there are bins; empty for a bin by itself
 */
record Slice(List<Bin> defaults, int axis, double[] edges) {
    /** Between the parts of a label. */
    private static final String AND = ", ";

    Slice {
        defaults = List.copyOf(defaults);
    }

    /** Slices of a binning, in the order of its bins. */
    static List<Slice> of(Binning binning) {
        var slices = new ArrayList<Slice>();
        List<Bin> bins = binning.bins();
        int first = 0;
        while (first < bins.size()) {
            int axis = first + 1 < bins.size() ? axis(bins.get(first), bins.get(first + 1)) : -1;
            int last = first;
            while (axis >= 0 && last + 1 < bins.size() && axis(bins.get(last), bins.get(last + 1)) == axis) {
                last++;
            }
            List<Bin> own = bins.subList(first, last + 1);
            slices.add(new Slice(own, axis, axis < 0 ? new double[0] : edges(own, axis)));
            first = last + 1;
        }
        return slices;
    }

    /** A bin by itself. */
    static Slice alone(Bin bin) {
        return new Slice(List.of(bin), -1, new double[0]);
    }

    /** Along which axis a bin follows another, −1 for none. */
    private static int axis(Bin a, Bin b) {
        int along = -1;
        for (int axis = 0; axis < a.ranges().size(); axis++) {
            Range one = a.ranges().get(axis);
            Range two = b.ranges().get(axis);
            if (!one.equals(two)) {
                if (along >= 0 || one.absent() || two.absent() || one.hi() != two.lo()) {
                    return -1;
                }
                along = axis;
            }
        }
        return along;
    }

    private static double[] edges(List<Bin> bins, int axis) {
        var edges = new double[bins.size() + 1];
        edges[0] = bins.get(0).ranges().get(axis).lo();
        for (int i = 0; i < bins.size(); i++) {
            edges[i + 1] = bins.get(i).ranges().get(axis).hi();
        }
        return edges;
    }

    /** Whether it is a bin by itself. */
    boolean single() {
        return axis < 0;
    }

    /** Number of bins. */
    int size() {
        return single() ? 1 : edges.length - 1;
    }

    /** The same with other edges between the same ends. */
    Slice with(double[] others) {
        return new Slice(defaults, axis, others);
    }

    /** Whether it holds a point, whatever its bins; NaN stands for an absent coordinate. */
    boolean contains(double[] x) {
        if (single()) {
            return defaults.get(0).contains(x);
        }
        for (int k = 0; k < x.length; k++) {
            Range range = defaults.get(0).ranges().get(k);
            if (!(k == axis
                    ? x[k] >= edges[0] && (x[k] < end() || end() == Double.POSITIVE_INFINITY)
                    : range.contains(x[k]))) {
                return false;
            }
        }
        return true;
    }

    private double end() {
        return edges[edges.length - 1];
    }

    /** Index of the bin of a coordinate within the ends. */
    int find(double x) {
        int i = 1;
        while (i < edges.length - 1 && x >= edges[i]) {
            i++;
        }
        return i - 1;
    }

    /** Its bins. One that is a default bin has its label; others are named after the first of these. */
    List<Bin> bins() {
        if (single()) {
            return defaults;
        }
        var bins = new ArrayList<Bin>();
        for (int i = 0; i + 1 < edges.length; i++) {
            var ranges = new ArrayList<>(defaults.get(0).ranges());
            ranges.set(axis, new Range(edges[i], edges[i + 1]));
            bins.add(defaults.stream()
                    .filter(bin -> bin.ranges().equals(ranges))
                    .findFirst()
                    .orElse(new Bin(label(edges[i], edges[i + 1]), ranges)));
        }
        return bins;
    }

    private String label(double lo, double hi) {
        String label = label(defaults.get(0), axis, lo, hi);
        if (!label.isEmpty()) {
            return label;
        }
        return counts() ? count(lo, hi) : Binning.label(lo, hi);
    }

    /**
     * The label of a bin with another range along an axis: of what it says between commas, the last that ends with the old
     * range changes. Empty where the label does not name that range.
     */
    static String label(Bin bin, int axis, double lo, double hi) {
        Range range = bin.ranges().get(axis);
        String old = Binning.label(range.lo(), range.hi());
        String[] parts = bin.label().split(AND);
        for (int k = parts.length - 1; k >= 0; k--) {
            if (parts[k].equals(old) || parts[k].endsWith(" " + old)) {
                parts[k] = parts[k].substring(0, parts[k].length() - old.length()) + Binning.label(lo, hi);
                return String.join(AND, parts);
            }
        }
        return "";
    }

    /** Whether the default bins are called after whole numbers: they hold counts. */
    private boolean counts() {
        return defaults.get(0)
                .label()
                .equals(Binning.label(edges[0], Double.POSITIVE_INFINITY).substring(2));
    }

    private static String count(double lo, double hi) {
        String from = Long.toString((long) lo);
        return hi == Double.POSITIVE_INFINITY ? "≥ " + from : hi == lo + 1 ? from : from + "–" + (long) (hi - 1);
    }

    /** All bins of slices, in order. */
    static Binning binning(List<Slice> slices) {
        return new Binning(
                slices.stream().flatMap(slice -> slice.bins().stream()).toList());
    }
}
