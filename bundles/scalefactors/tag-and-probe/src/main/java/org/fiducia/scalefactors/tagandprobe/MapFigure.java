package org.fiducia.scalefactors.tagandprobe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.fiducia.api.measurement.SystematicScheme.Combination;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Cells;
import org.fiducia.api.report.Figure.Column;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.drawing.Numbers;
import org.fiducia.scalefactors.tagandprobe.KinematicBin.Interval;

/** Scale factors, or their uncertainties, over two variables: the bins as classes of equal size. */
final class MapFigure {
    /** Columns that have room in a figure of its usual width. */
    private static final double MOST = 8;

    private MapFigure() {}

    /** Maps of the value and of the uncertainty with each scheme; none when the bins do not have two variables. */
    static List<Figure> of(ScaleFactors result) {
        List<String> variables = result.bins().get(0).bin().variables();
        if (variables.size() != 2
                || result.bins().stream().anyMatch(b -> !b.bin().variables().equals(variables))) {
            return List.of();
        }
        var figures = new ArrayList<Figure>();
        for (var scheme : result.schemes()) {
            figures.add(of(result, scheme.id(), false));
            figures.add(of(result, scheme.id(), true));
        }
        return figures;
    }

    private static Figure of(ScaleFactors result, String scheme, boolean uncertainty) {
        int across = result.bins().get(0).bin().ranges().get(1).isPt() ? 1 : 0;
        List<Interval> right = intervals(result, across);
        List<Interval> up = intervals(result, 1 - across);
        var values = new ArrayList<List<Double>>();
        var texts = new ArrayList<List<String>>();
        for (int j = 0; j < up.size(); j++) {
            values.add(new ArrayList<>(Collections.nCopies(right.size(), Double.NaN)));
            texts.add(new ArrayList<>(Collections.nCopies(right.size(), "")));
        }
        double lo = Double.POSITIVE_INFINITY;
        double hi = Double.NEGATIVE_INFINITY;
        for (ScaleFactor bin : result.bins()) {
            int i = right.indexOf(bin.bin().ranges().get(across));
            int j = up.indexOf(bin.bin().ranges().get(1 - across));
            Combination combination = bin.combined().get(scheme);
            double value = combination == null
                    ? Double.NaN
                    : uncertainty ? 100 * combination.total() / combination.central() : combination.central();
            values.get(j).set(i, value);
            texts.get(j).set(i, combination == null ? "no good fit" : text(combination, value, uncertainty));
            lo = value < lo ? value : lo;
            hi = value > hi ? value : hi;
        }
        lo = uncertainty || Double.isInfinite(lo) ? 0 : lo;
        String colours = uncertainty ? "uncertainty (%)" : result.quantity();
        var cells = new Cells(colours, List.of(), List.of(), values, lo, hi > lo ? hi : lo + 1, texts);
        Axis x =
                Axis.of(title(right.get(0)), right.stream().map(MapFigure::name).toList());
        Axis y = Axis.of(title(up.get(0)), up.stream().map(MapFigure::name).toList());
        return new Figure(
                (uncertainty ? "uncertainty-" : "map-") + scheme,
                "tag and probe, " + result.setting().resonance().title() + " → ℓℓ, " + result.quantity(),
                "scheme: " + scheme,
                List.of(new Column(
                        x, Math.max(1, right.size() / MOST), List.of(new Panel(y, 1, List.of(cells), List.of())))),
                Map.of());
    }

    private static List<Interval> intervals(ScaleFactors result, int variable) {
        var all = new TreeSet<Interval>(Comparator.comparingDouble(Interval::lo).thenComparingDouble(Interval::hi));
        result.bins().forEach(bin -> all.add(bin.bin().ranges().get(variable)));
        return List.copyOf(all);
    }

    private static String name(Interval interval) {
        return Numbers.brief(interval.lo(), 5) + " – " + Numbers.brief(interval.hi(), 5);
    }

    private static String text(Combination combination, double value, boolean uncertainty) {
        if (uncertainty) {
            return Numbers.significant(value, 2);
        }
        String format = "%." + decimals(combination.total()) + "f";
        return String.format(Locale.ROOT, format + "\n± " + format, combination.central(), combination.total());
    }

    /** Decimals of a value and of its uncertainty, of which two digits are shown, or one where there would be too many. */
    static int decimals(double uncertainty) {
        return uncertainty > 0 ? Math.max(1, Math.min(4, 1 - (int) Math.floor(Math.log10(uncertainty)))) : 3;
    }

    /** Title of the axis of a variable. */
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
