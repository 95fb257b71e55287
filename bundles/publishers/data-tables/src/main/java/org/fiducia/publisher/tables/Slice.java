package org.fiducia.publisher.tables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.observable.Axis;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.api.observable.Range;

/**
 * Bins of an observable that are one table: intervals along one axis, in an interval of the other where there are two; or
 * classes. An axis has at most one open bin at each end, and intervals and classes do not mix.
 *
 * @param name of the slice for people, plain text; empty when the observable has no other
 * @param across title of the axis across which it is one, LaTeX between dollar signs; empty for none
 * @param axis title and unit of what its bins are along
 * @param bins indices of its bins
 * @param rows where each of them is
 */
public record Slice(String name, String across, Axis axis, List<Integer> bins, List<Interval> rows) {
    private static final String CLASSES = "classes";

    public Slice {
        bins = List.copyOf(bins);
        rows = List.copyOf(rows);
    }

    /** Whether its bins are classes. */
    public boolean ofClasses() {
        return rows.get(0).isClass();
    }

    /** All of a binning of an observable, in the order of their first bins. */
    public static List<Slice> of(ObservableInfo observable, Binning binning) {
        int across = binning.dimension() < 2 ? -1 : across(binning);
        int along = across == 0 ? 1 : 0;
        var slices = new LinkedHashMap<Range, List<Integer>>();
        var classes = new ArrayList<Integer>();
        for (int j = 0; j < binning.size(); j++) {
            Bin bin = binning.bins().get(j);
            Range slice = across < 0 ? Range.ANY : bin.ranges().get(across);
            if (isClass(bin, along, binning.dimension()) || slice.absent()) {
                classes.add(j);
            } else {
                slices.computeIfAbsent(slice, range -> new ArrayList<>()).add(j);
            }
        }
        slices.values().removeIf(bins -> {
            boolean open = bins.stream()
                    .allMatch(j -> Double.isNaN(
                            interval(binning.bins().get(j).ranges().get(along)).width()));
            classes.addAll(open ? bins : List.of()); // nothing to draw them along
            return open;
        });
        classes.sort(null);
        var all = new ArrayList<Slice>();
        if (!classes.isEmpty()) {
            var axis = new Axis(observable.title(), "", 0);
            List<Interval> rows = classes.stream()
                    .map(j -> Interval.named(text(observable, binning.bins().get(j))))
                    .toList();
            all.add(new Slice(slices.isEmpty() ? "" : CLASSES, "", axis, classes, rows));
        }
        slices.forEach((range, bins) -> all.add(new Slice(
                across >= 0 ? name(binning, range, bins) : "",
                across >= 0 ? observable.axes().get(across).label() : "",
                observable.axes().get(along),
                bins,
                bins.stream()
                        .map(j -> interval(binning.bins().get(j).ranges().get(along)))
                        .toList())));
        return all;
    }

    /** The axis along which fewer different ranges are. */
    private static int across(Binning binning) {
        long first = different(binning, 0);
        long second = different(binning, 1);
        return first < second ? 0 : 1;
    }

    private static long different(Binning binning, int axis) {
        return binning.bins().stream()
                .map(bin -> bin.ranges().get(axis))
                .distinct()
                .count();
    }

    /** Whether a bin has no interval along an axis, or the only one there is and another name. */
    private static boolean isClass(Bin bin, int along, int dimension) {
        Range range = bin.ranges().get(along);
        return range.absent() || range.equals(Range.ANY) || dimension > 2 || dimension == 1 && !isInterval(bin);
    }

    /** Whether the label of a bin of one range is that of its interval. */
    private static boolean isInterval(Bin bin) {
        Range range = bin.ranges().get(0);
        if (bin.ranges().size() > 1 || range.absent()) {
            return false;
        }
        String from = Binning.label(range.lo(), Double.POSITIVE_INFINITY).substring("> ".length());
        return bin.label().equals(Binning.label(range.lo(), range.hi()))
                || bin.label().startsWith(from + "–")
                || bin.label().startsWith(from + " to ");
    }

    /** What the labels of the bins of a slice have in common, or its range. */
    private static String name(Binning binning, Range range, List<Integer> bins) {
        Map<String, Integer> parts = new LinkedHashMap<>();
        for (int j : bins) {
            for (String part : binning.bins().get(j).label().split(", ")) {
                parts.merge(part, 1, Integer::sum);
            }
        }
        return parts.entrySet().stream()
                .filter(part -> part.getValue() == bins.size() && parts.size() > 1)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Binning.label(range.lo(), range.hi()));
    }

    /** A bin by a name that nobody takes for an interval of numbers. */
    static String text(ObservableInfo observable, Bin bin) {
        return isInterval(bin) ? observable.id() + " " + bin.label() : bin.label();
    }

    /** A range with its edges as they were meant: one that ends at the next number above 1 ends at 1. */
    private static Interval interval(Range range) {
        double below = Math.nextDown(range.hi());
        double high =
                Double.toString(below).length() < Double.toString(range.hi()).length() ? below : range.hi();
        return Interval.between(range.lo(), high);
    }

    /**
     * All bins of a binning along one variable: intervals where they are one slice of intervals, else classes.
     *
     * @param name of the variable is the title of the axis after this
     */
    static Independent whole(ObservableInfo observable, Binning binning, String name, List<Integer> bins) {
        List<Slice> slices = of(observable, binning);
        boolean plain = slices.size() == 1 && !slices.get(0).ofClasses() && binning.dimension() == 1;
        if (plain) {
            Slice slice = slices.get(0);
            return new Independent(
                    name + slice.axis().title(),
                    slice.axis().unit(),
                    bins.stream().map(slice.rows()::get).toList());
        }
        return new Independent(
                name + observable.title(),
                "",
                bins.stream()
                        .map(j -> Interval.named(text(observable, binning.bins().get(j))))
                        .toList());
    }
}
