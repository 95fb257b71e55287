package org.fiducia.writer.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fiducia.api.Latex;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.observable.Axis;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.api.observable.Range;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Section;
import org.fiducia.drawing.Numbers;

/**
 * Where the bins of an observable stand on the horizontal axis.
 *
 * <p>Two or more intervals of one axis that follow each other without a gap, of which at most the first and the last are
 * unbounded, and which carry no name of their own (their labels are those of {@link Binning#label}), stand at their
 * place, and the cross section is divided by their width. An unbounded one is drawn, and divided, as wide as its
 * neighbour, and stands apart from it. Where the widest is more than fifty times as wide as the narrowest and none is below
 * zero, the axis is logarithmic, and a first one that begins at zero stands apart, too. Everything else (candidates without jets, rectangles, classes, counts, a single bin)
 * stands in classes of equal width with its label, and the cross section is drawn as it is.
 *
 * @param widths by which cross sections are divided, one per bin
 * @param lo lower ends as drawn, one per bin
 * @param hi upper ends as drawn
 * @param axis the horizontal axis
 * @param quantity title of the vertical axis
 * @param notes what a reader must know of unbounded bins
 */
record BinPlaces(double[] widths, double[] lo, double[] hi, Figure.Axis axis, String quantity, List<String> notes) {
    /** Between an unbounded bin and its neighbour, of what all bins take. */
    private static final double GAP = 0.03;

    /** Above this ratio of the widest bounded bin to the narrowest the axis is logarithmic. */
    private static final double LINEAR_UP_TO = 50;

    /** What is not divided by a width. */
    static final String CROSS_SECTION = "$\\sigma_\\mathrm{fid}$ (fb)";

    /** Between the ranges of the two coordinates of a rectangle's label. */
    private static final String AND = ", ";

    /** The places of the bins of a measurement. */
    static BinPlaces of(ObservableInfo info, List<BinResult> bins) {
        var names = bins.stream().map(bin -> bin.bin().title()).toList();
        return areIntervals(info, bins) ? intervals(info.axes().get(0), bins, names) : classes(info, bins, names);
    }

    /** The same with names of parts of the axis. */
    BinPlaces parted(List<Section> sections) {
        return new BinPlaces(widths, lo, hi, axis.with(sections), quantity, notes);
    }

    /** Classes of equal width. */
    static BinPlaces named(String title, List<String> names, String quantity) {
        var lo = new double[names.size()];
        var hi = new double[names.size()];
        var widths = new double[names.size()];
        Arrays.setAll(lo, i -> i);
        Arrays.setAll(hi, i -> i + 1);
        Arrays.fill(widths, 1);
        return new BinPlaces(widths, lo, hi, Figure.Axis.of(title, names), quantity, List.of());
    }

    /** The same places for something that is not divided by the widths of the bins. */
    BinPlaces undivided(String title) {
        var ones = new double[widths.length];
        Arrays.fill(ones, 1);
        return new BinPlaces(ones, lo, hi, axis, title, List.of());
    }

    private static boolean areIntervals(ObservableInfo info, List<BinResult> bins) {
        if (info.axes().size() != 1 || bins.size() < 2) {
            return false;
        }
        for (int i = 0; i < bins.size(); i++) {
            Range range = bins.get(i).bin().ranges().get(0);
            boolean bounded = (i == 0 || Double.isFinite(range.lo()))
                    && (i == bins.size() - 1 || Double.isFinite(range.hi()))
                    && (Double.isFinite(range.lo()) || Double.isFinite(range.hi()));
            boolean follows = i == 0 || bins.get(i - 1).bin().ranges().get(0).hi() == range.lo();
            if (range.absent()
                    || !bounded
                    || !follows
                    || !bins.get(i).bin().label().equals(Binning.label(range.lo(), range.hi()))) {
                return false;
            }
        }
        return bins.size() > 2 || bounded(bins, 0) || bounded(bins, 1);
    }

    private static boolean bounded(List<BinResult> bins, int i) {
        Range range = bins.get(i).bin().ranges().get(0);
        return Double.isFinite(range.lo()) && Double.isFinite(range.hi());
    }

    private static BinPlaces intervals(Axis axis, List<BinResult> bins, List<String> names) {
        int n = bins.size();
        double[] lo =
                bins.stream().mapToDouble(bin -> bin.bin().ranges().get(0).lo()).toArray();
        double[] hi =
                bins.stream().mapToDouble(bin -> bin.bin().ranges().get(0).hi()).toArray();
        boolean log = isLong(lo, hi);
        var notes = new ArrayList<String>();
        String unit = axis.unit().isEmpty() ? "" : " " + axis.unit();
        boolean open = Double.isInfinite(hi[n - 1]);
        boolean openBelow = Double.isInfinite(lo[0]);
        boolean fromZero = log && lo[0] == 0;
        String below = openBelow ? "< " + Numbers.brief(hi[0], 4) : names.get(0);
        var widths = new double[n];
        Arrays.setAll(widths, i -> hi[i] - lo[i]);
        if (open) {
            widths[n - 1] = widths[n - 2];
            notes.add(names.get(n - 1) + unit + ": " + divided(widths[n - 1], unit));
        }
        if (openBelow) {
            widths[0] = widths[1];
            notes.add(below + unit + ": " + divided(widths[0], unit));
        }
        double first = lo[openBelow || fromZero ? 1 : 0];
        double last = hi[open ? n - 2 : n - 1];
        // in what is linear on the axis
        double before = openBelow || fromZero ? along(hi[1], log) - along(lo[1], log) : 0;
        double after = open ? along(hi[n - 2], log) - along(lo[n - 2], log) : 0;
        double gap = GAP * (along(last, log) - along(first, log) + before + after);
        var sections = new ArrayList<Section>();
        if (openBelow || fromZero) {
            hi[0] = at(along(first, log) - gap, log);
            lo[0] = at(along(first, log) - gap - before, log);
            sections.add(new Section(lo[0], hi[0], below));
        }
        if (open) {
            lo[n - 1] = at(along(last, log) + gap, log);
            hi[n - 1] = at(along(last, log) + gap + after, log);
            sections.add(new Section(lo[n - 1], hi[n - 1], names.get(n - 1)));
        }
        String variable = inner(axis.title());
        String quantity = "$d\\sigma_\\mathrm{fid}/d"
                + (variable.isEmpty()
                        ? "x"
                        : variable.matches("\\\\(cos|sin|tan|log|ln).*") ? "\\," + variable : variable)
                + "$ (fb"
                + (axis.unit().isEmpty() ? "" : "/" + axis.unit()) + ")";
        var drawn = log
                ? Figure.Axis.logarithmic(axis.title(), axis.unit(), first, last)
                : Figure.Axis.linear(axis.title(), axis.unit(), first, last);
        return new BinPlaces(widths, lo, hi, drawn.with(sections), quantity, notes);
    }

    /** Whether bounded bins differ much in width, and a logarithmic axis can show them. */
    private static boolean isLong(double[] lo, double[] hi) {
        double narrowest = Double.POSITIVE_INFINITY;
        double widest = 0;
        for (int i = 0; i < lo.length; i++) {
            double width = hi[i] - lo[i];
            if (Double.isFinite(width)) {
                narrowest = Math.min(narrowest, width);
                widest = Math.max(widest, width);
            }
        }
        return lo[0] >= 0 && lo.length > 2 && widest > LINEAR_UP_TO * narrowest;
    }

    private static double along(double value, boolean log) {
        return log ? Math.log(value) : value;
    }

    private static double at(double along, boolean log) {
        return log ? Math.exp(along) : along;
    }

    private static String divided(double width, String unit) {
        return "$\\sigma$ divided by " + Numbers.brief(width, 4) + unit;
    }

    /** What stands between the dollars of a title that is one formula; empty for any other. */
    private static String inner(String title) {
        boolean formula = title.length() > 2 && title.startsWith("$") && title.indexOf('$', 1) == title.length() - 1;
        return formula ? title.substring(1, title.length() - 1) : "";
    }

    private static BinPlaces classes(ObservableInfo info, List<BinResult> bins, List<String> names) {
        if (info.axes().size() == 1) {
            ClassNames classes =
                    ClassNames.of(bins.stream().map(bin -> bin.bin().label()).toList());
            List<String> shown = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                boolean same = classes.shown().get(i).equals(bins.get(i).bin().label());
                shown.add(same ? names.get(i) : classes.shown().get(i));
            }
            return named(info.label(), shown, CROSS_SECTION).parted(classes.headings());
        }
        List<Section> slices = slices(names);
        var shown = new ArrayList<>(names);
        var headings = new ArrayList<Section>();
        for (Section slice : slices) {
            for (int i = (int) slice.lo(); i < slice.hi() && !slice.name().isEmpty(); i++) {
                shown.set(i, names.get(i).substring(slice.name().length() + AND.length()));
            }
            List<Bin> inside = bins.subList((int) slice.lo(), (int) slice.hi()).stream()
                    .map(BinResult::bin)
                    .toList();
            headings.add(new Section(slice.lo(), slice.hi(), slice.name() + unit(info, inside, slice.name())));
        }
        return named(info.label(), shown, CROSS_SECTION).parted(headings);
    }

    /** The unit of the numbers in the name of a slice: of the axis along which all its bins have the range that it says. */
    private static String unit(ObservableInfo info, List<Bin> bins, String name) {
        for (int a = 0; a < info.axes().size(); a++) {
            int axis = a;
            Range range = bins.get(0).ranges().get(axis);
            boolean shared =
                    bins.stream().allMatch(bin -> bin.ranges().get(axis).equals(range));
            if (shared
                    && !range.absent()
                    && !range.equals(Range.ANY)
                    && name.endsWith(Latex.ofPlain(Binning.label(range.lo(), range.hi())))) {
                String unit = info.axes().get(axis).unit();
                return unit.isEmpty() ? "" : " " + unit;
            }
        }
        return "";
    }

    /** Slices of rectangles whose labels name the ranges of both coordinates; none where there would be one of each. */
    private static List<Section> slices(List<String> names) {
        var slices = new ArrayList<Section>();
        for (int i = 0; i < names.size(); i++) {
            int cut = names.get(i).indexOf(AND);
            String label = cut < 0 ? "" : names.get(i).substring(0, cut);
            Section last = slices.isEmpty() ? null : slices.get(slices.size() - 1);
            if (last != null && !label.isEmpty() && last.name().equals(label)) {
                slices.set(slices.size() - 1, new Section(last.lo(), i + 1.0, label));
            } else {
                slices.add(new Section(i, i + 1.0, label));
            }
        }
        return slices.size() < names.size() && slices.size() > 1 ? slices : List.of();
    }

    /** Horizontal middle of a bin. */
    double middle(int bin) {
        return axis.spread() == Figure.Spread.LOGARITHMIC ? Math.sqrt(lo[bin] * hi[bin]) : (lo[bin] + hi[bin]) / 2;
    }

    /** Edges of steps: those of the bins, and of what is between one that stands apart and its neighbour. */
    List<Double> edges() {
        var edges = new ArrayList<>(List.of(lo[0]));
        for (int i = 0; i < lo.length; i++) {
            if (i > 0 && lo[i] > hi[i - 1]) {
                edges.add(lo[i]);
            }
            edges.add(hi[i]);
        }
        return edges;
    }

    /** Values between these edges: those of the bins, and none between them. */
    List<Double> steps(double... values) {
        var steps = new ArrayList<Double>();
        for (int i = 0; i < values.length; i++) {
            if (i > 0 && lo[i] > hi[i - 1]) {
                steps.add(Double.NaN);
            }
            steps.add(values[i]);
        }
        return steps;
    }
}
