package org.fiducia.scalefactors.tagandprobe;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.fiducia.api.measurement.SystematicScheme.Combination;
import org.fiducia.drawing.ColourScale;
import org.fiducia.drawing.Label;
import org.fiducia.drawing.Numbers;
import org.fiducia.drawing.Panel;
import org.fiducia.drawing.Picture;
import org.fiducia.drawing.Scale;
import org.fiducia.drawing.Style;
import org.fiducia.scalefactors.tagandprobe.KinematicBin.Interval;

/** Scale factors, or their uncertainties, over two variables: the bins as classes of equal size. */
final class MapPicture {
    private static final double TOP = 44;
    private static final double BAR = 20;
    private static final double RIGHT = 110;

    private final ScaleFactors result;
    private final String scheme;
    private final boolean uncertainty;
    private final int across;
    private final int upwards;
    private final List<Interval> right;
    private final List<Interval> up;

    private MapPicture(ScaleFactors result, String scheme, boolean uncertainty, int across, int upwards) {
        this.result = result;
        this.scheme = scheme;
        this.uncertainty = uncertainty;
        this.across = across;
        this.upwards = upwards;
        right = intervals(across);
        up = intervals(upwards);
    }

    /** Maps of the value and of the uncertainty with each scheme; none when the bins do not have two variables. */
    static List<Picture> of(ScaleFactors result) {
        List<String> variables = result.bins().get(0).bin().variables();
        if (variables.size() != 2
                || result.bins().stream().anyMatch(b -> !b.bin().variables().equals(variables))) {
            return List.of();
        }
        int pt = result.bins().get(0).bin().ranges().get(1).isPt() ? 1 : 0;
        var pictures = new ArrayList<Picture>();
        for (var scheme : result.schemes()) {
            for (boolean uncertainty : new boolean[] {false, true}) {
                pictures.add(new MapPicture(result, scheme.id(), uncertainty, pt, 1 - pt).picture());
            }
        }
        return pictures;
    }

    private List<Interval> intervals(int variable) {
        var all = new TreeSet<Interval>(
                java.util.Comparator.comparingDouble(Interval::lo).thenComparingDouble(Interval::hi));
        result.bins().forEach(bin -> all.add(bin.bin().ranges().get(variable)));
        return List.copyOf(all);
    }

    private Picture picture() {
        List<String> names = up.stream().map(MapPicture::name).toList();
        double left = 62 + Scale.longest(names, Style.TICK);
        double width = Math.max(560, 92.0 * right.size());
        double height = Math.max(300, 46.0 * up.size());
        var frame = new Rectangle2D.Double(left, TOP, width, height);
        int total = (int) Math.ceil(TOP + height + 70);
        return new Picture(
                (uncertainty ? "uncertainty-" : "map-") + scheme,
                (int) Math.ceil(left + width + RIGHT),
                total,
                g -> draw(g, frame, total));
    }

    private static String name(Interval interval) {
        return Numbers.brief(interval.lo(), 5) + " – " + Numbers.brief(interval.hi(), 5);
    }

    private double value(ScaleFactor bin) {
        Combination combination = bin.combined().get(scheme);
        return combination == null
                ? Double.NaN
                : uncertainty ? 100 * combination.total() / combination.central() : combination.central();
    }

    private void draw(Graphics2D g, Rectangle2D frame, int height) {
        Scale x = Scale.classes(right.stream().map(MapPicture::name).toList(), false);
        Scale y = Scale.classes(up.stream().map(MapPicture::name).toList(), false);
        var panel = new Panel(frame, x, y, true);
        double lo = Double.POSITIVE_INFINITY;
        double hi = Double.NEGATIVE_INFINITY;
        for (ScaleFactor bin : result.bins()) {
            double value = value(bin);
            lo = value < lo ? value : lo;
            hi = value > hi ? value : hi;
        }
        if (uncertainty || !(lo < Double.POSITIVE_INFINITY)) {
            lo = 0;
        }
        var colours = new ColourScale(lo, hi > lo ? hi : lo + 1);
        double cellWidth = frame.getWidth() / right.size();
        double cellHeight = frame.getHeight() / up.size();
        for (ScaleFactor bin : result.bins()) {
            int i = right.indexOf(bin.bin().ranges().get(across));
            int j = up.indexOf(bin.bin().ranges().get(upwards));
            double value = value(bin);
            if (Double.isFinite(value)) {
                g.setPaint(colours.colour(value));
                g.fill(new Rectangle2D.Double(panel.x(i), panel.y(j + 1), cellWidth + 0.5, cellHeight + 0.5));
            }
            g.setPaint(Double.isFinite(value) ? colours.ink(value) : Style.PREDICTION);
            texts(g, bin, panel.x(i + 0.5), panel.y(j + 0.5));
        }
        panel.draw(g);
        String what = uncertainty ? "uncertainty (%)" : result.quantity();
        colours.draw(
                g,
                new Rectangle2D.Double(frame.getMaxX() + 16, frame.getY(), BAR, frame.getHeight()),
                Label.verbatim(what));
        Style.header(
                g,
                frame,
                Label.verbatim(
                        "tag and probe, " + result.setting().resonance().title() + " → ℓℓ, " + result.quantity()),
                Label.verbatim("scheme: " + scheme));
        Style.below(g, Label.of(title(right.get(0))), frame, height - 14.0);
        Style.beside(g, Label.of(title(up.get(0))), frame, 28);
    }

    private void texts(Graphics2D g, ScaleFactor bin, double x, double y) {
        Combination combination = bin.combined().get(scheme);
        double size = Style.TICK.getSize2D();
        Font small = Style.TICK.deriveFont(12f);
        if (combination == null) {
            Label.verbatim("no good fit").draw(g, small, x, y + 5, 0.5);
        } else if (uncertainty) {
            Label.verbatim(Numbers.significant(value(bin), 2)).draw(g, Style.TICK, x, y + 0.36 * size, 0.5);
        } else {
            String format = "%." + decimals(combination.total()) + "f";
            Label.verbatim(String.format(Locale.ROOT, format, combination.central()))
                    .draw(g, Style.TICK, x, y - 1, 0.5);
            Label.verbatim("± " + String.format(Locale.ROOT, format, combination.total()))
                    .draw(g, small, x, y + 15, 0.5);
        }
    }

    /** Decimals of a value and of its uncertainty, of which two digits are shown, or one where there would be too many. */
    static int decimals(double uncertainty) {
        return uncertainty > 0 ? Math.max(1, Math.min(4, 1 - (int) Math.floor(Math.log10(uncertainty)))) : 3;
    }

    /** Title of the scale of a variable. */
    static String title(Interval interval) {
        if (interval.isPt()) {
            return "$p_T$ (GeV)";
        }
        if (interval.isEta()) {
            return interval.lo() < 0 ? "$\\eta$" : "$|\\eta|$";
        }
        return interval.variable().replace('_', ' ');
    }
}
