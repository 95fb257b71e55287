package org.fiducia.writer.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.observable.Axis;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.api.observable.Range;
import org.fiducia.drawing.Label;
import org.fiducia.drawing.Numbers;
import org.fiducia.drawing.Panel;
import org.fiducia.drawing.Scale;
import org.fiducia.drawing.Scale.Tick;
import org.fiducia.drawing.Style;

/**
 * Where the bins of an observable stand on the horizontal scale, and what is drawn for them.
 *
 * <p>Two or more intervals of one axis that follow each other without a gap, of which at most the first and the last are
 * unbounded, and which carry no name of their own (their labels are those of {@link Binning#label}), stand at their
 * place, and the cross section is divided by their width. An unbounded one is drawn, and divided, as wide as its
 * neighbour, and stands apart from it. Everything else (candidates without jets, rectangles, classes, counts, a single bin) stands in classes of
 * equal width with its label, and the cross section is drawn as it is.
 *
 * @param differential whether cross sections are divided by widths
 * @param widths by which cross sections are divided, one per bin
 * @param lo lower ends as drawn, one per bin
 * @param hi upper ends as drawn
 * @param title of the horizontal scale
 * @param quantity title of the vertical scale
 * @param notes what a reader must know of unbounded bins
 * @param names of the classes
 * @param slices of rectangles, each a panel of its own; empty for anything else
 */
record Layout(
        boolean differential,
        double[] widths,
        double[] lo,
        double[] hi,
        Label title,
        Label quantity,
        List<String> notes,
        List<String> names,
        List<Slice> slices) {
    /** Between an unbounded bin and its neighbour, of what all bins take. */
    private static final double GAP = 0.03;

    private static final Color INTERRUPTED = new Color(0xe9e9e9);
    private static final BasicStroke DASHED =
            new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {4, 4}, 0);

    /** Between the ranges of the two coordinates of a rectangle's label. */
    private static final String AND = ", ";

    /**
     * Consecutive classes that share the range of the first coordinate.
     *
     * @param from first class
     * @param to one past the last
     * @param label the shared range; empty for a class that has none
     */
    record Slice(int from, int to, String label) {}

    /** The places of the bins of a measurement. */
    static Layout of(ObservableInfo info, List<BinResult> bins) {
        var names = bins.stream().map(bin -> bin.bin().title()).toList();
        return areIntervals(info, bins) ? intervals(info.axes().get(0), bins, names) : classes(info, names);
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

    private static Layout intervals(Axis axis, List<BinResult> bins, List<String> names) {
        int n = bins.size();
        var lo = new double[n];
        var hi = new double[n];
        for (int i = 0; i < n; i++) {
            lo[i] = bins.get(i).bin().ranges().get(0).lo();
            hi[i] = bins.get(i).bin().ranges().get(0).hi();
        }
        var notes = new ArrayList<String>();
        String unit = axis.unit().isEmpty() ? "" : " " + axis.unit();
        boolean open = Double.isInfinite(hi[n - 1]);
        boolean openBelow = Double.isInfinite(lo[0]);
        if (open) {
            hi[n - 1] = lo[n - 1] + (hi[n - 2] - lo[n - 2]);
            notes.add(names.get(n - 1) + unit + ": " + divided(hi[n - 1] - lo[n - 1], unit));
        }
        if (openBelow) {
            lo[0] = hi[0] - (hi[1] - lo[1]);
            notes.add("< " + Numbers.brief(hi[0], 4) + unit + ": " + divided(hi[0] - lo[0], unit));
        }
        var widths = new double[n];
        for (int i = 0; i < n; i++) {
            widths[i] = hi[i] - lo[i];
        }
        double gap = GAP * (hi[n - 1] - lo[0]);
        if (open) {
            lo[n - 1] += gap;
            hi[n - 1] += gap;
        }
        if (openBelow) {
            lo[0] -= gap;
            hi[0] -= gap;
        }
        String variable = inner(axis.title());
        String quantity = "$d\\sigma_\\mathrm{fid}/d"
                + (variable.isEmpty()
                        ? "x"
                        : variable.matches("\\\\(cos|sin|tan|log|ln).*") ? "\\," + variable : variable)
                + "$ (fb"
                + (axis.unit().isEmpty() ? "" : "/" + axis.unit()) + ")";
        return new Layout(true, widths, lo, hi, Label.of(axis.label()), Label.of(quantity), notes, names, List.of());
    }

    private static String divided(double width, String unit) {
        String by = Numbers.brief(width, 4) + unit;
        return "$\\sigma$ divided by " + by;
    }

    /** What stands between the dollars of a title that is one formula; empty for any other. */
    private static String inner(String title) {
        boolean formula = title.length() > 2 && title.startsWith("$") && title.indexOf('$', 1) == title.length() - 1;
        return formula ? title.substring(1, title.length() - 1) : "";
    }

    private static Layout classes(ObservableInfo info, List<String> names) {
        var lo = new double[names.size()];
        var hi = new double[names.size()];
        for (int i = 0; i < lo.length; i++) {
            lo[i] = i;
            hi[i] = i + 1;
        }
        List<Slice> slices = info.axes().size() > 1 ? slices(names) : List.of();
        var shown = new ArrayList<>(names);
        if (!slices.isEmpty()) {
            for (Slice slice : slices) {
                for (int i = slice.from(); i < slice.to() && !slice.label().isEmpty(); i++) {
                    shown.set(i, names.get(i).substring(slice.label().length() + AND.length()));
                }
            }
        }
        var widths = new double[names.size()];
        Arrays.fill(widths, 1);
        return new Layout(
                false,
                widths,
                lo,
                hi,
                Label.of(info.label()),
                Label.of("$\\sigma_\\mathrm{fid}$ (fb)"),
                List.of(),
                shown,
                slices);
    }

    /** Slices of rectangles whose labels name the ranges of both coordinates; none where there would be one of each. */
    private static List<Slice> slices(List<String> names) {
        var slices = new ArrayList<Slice>();
        for (int i = 0; i < names.size(); i++) {
            int cut = names.get(i).indexOf(AND);
            String label = cut < 0 ? "" : names.get(i).substring(0, cut);
            Slice last = slices.isEmpty() ? null : slices.get(slices.size() - 1);
            if (last != null && !label.isEmpty() && last.label().equals(label)) {
                slices.set(slices.size() - 1, new Slice(last.from(), i + 1, label));
            } else {
                slices.add(new Slice(i, i + 1, label));
            }
        }
        return slices.size() < names.size() && slices.size() > 1 ? slices : List.of();
    }

    /** By what the cross section of a bin is divided. */
    double width(int bin) {
        return widths[bin];
    }

    /** Shades what is between an unbounded bin and its neighbour, where the scale is interrupted. */
    void drawGaps(Graphics2D g, Panel panel) {
        Rectangle2D area = panel.area();
        for (int i = 1; i < lo.length; i++) {
            double from = panel.x(hi[i - 1]);
            double to = panel.x(lo[i]);
            if (lo[i] > hi[i - 1]) {
                g.setPaint(INTERRUPTED);
                g.fill(new Rectangle2D.Double(from, area.getY(), to - from, area.getHeight()));
                g.setPaint(Color.GRAY);
                g.setStroke(DASHED);
                g.draw(new Line2D.Double(from, area.getY(), from, area.getMaxY()));
                g.draw(new Line2D.Double(to, area.getY(), to, area.getMaxY()));
            }
        }
    }

    /** The scale of it, as long as given. */
    Scale scale(double length) {
        if (!differential) {
            return Scale.classes(names, Scale.slanted(names, length));
        }
        double first = lo[0];
        double last = hi[hi.length - 1];
        // Numbers stop where the scale does; a bin without end says so in their place.
        boolean open = notes.stream().anyMatch(note -> note.startsWith(">"));
        boolean openBelow = notes.stream().anyMatch(note -> note.startsWith("<"));
        double lastEdge = open ? hi[hi.length - 2] : last;
        double firstEdge = openBelow ? lo[1] : first;
        var ticks = new ArrayList<Tick>();
        for (Tick tick : Scale.round(first, last, 8)) {
            if (tick.value() >= firstEdge - 1e-9 * (last - first) && tick.value() <= lastEdge + 1e-9 * (last - first)) {
                ticks.add(tick);
            }
        }
        if (open) {
            named(ticks, names.get(names.size() - 1), (lo[lo.length - 1] + last) / 2, length / (last - first));
        }
        if (openBelow) {
            named(ticks, "< " + Numbers.brief(firstEdge, 4), (first + hi[0]) / 2, length / (last - first));
        }
        return new Scale(first, last, false, false, ticks);
    }

    /** Adds a name and takes away the numbers that it would touch. */
    private static void named(List<Tick> ticks, String name, double at, double pointsPerUnit) {
        double half = width(name) / 2;
        ticks.replaceAll(tick -> {
            double distance = Math.abs(tick.value() - at) * pointsPerUnit;
            boolean touches = distance < half + width(tick.text()) / 2 + 8;
            return touches ? new Tick(tick.value(), "", tick.mark()) : tick;
        });
        ticks.add(new Tick(at, name, Tick.Mark.NONE));
    }

    private static double width(String text) {
        return Label.of(text).width(Style.TICK);
    }
}
