package org.fiducia.scalefactors.tagandprobe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fiducia.api.measurement.SystematicScheme.Combination;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Box;
import org.fiducia.api.report.Figure.Boxes;
import org.fiducia.api.report.Figure.Layer;
import org.fiducia.api.report.Figure.Line;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.Figure.Point;
import org.fiducia.api.report.Figure.Points;
import org.fiducia.api.report.Figure.Tone;
import org.fiducia.api.report.Figure.Word;
import org.fiducia.api.report.Figure.Words;
import org.fiducia.drawing.Numbers;
import org.fiducia.scalefactors.tagandprobe.KinematicBin.Interval;

/**
 * Relative uncertainty with the new and with the old scheme against transverse momentum: a point for every bin that both
 * have, a bar for the median of those of the same momentum; below, the change of the median from old to new.
 */
final class SchemeFigure {
    private static final List<String> SERIES =
            List.of("new scheme: RMS of the four models over √N", "old scheme: differences to nominal in quadrature");
    private static final double BELOW = 0.38;
    private static final double LOWEST = -100;
    private static final double HIGHEST = 30;

    private SchemeFigure() {}

    /** Relative uncertainties per interval of transverse momentum: of each bin {new, old}. */
    static TreeMap<Interval, List<double[]>> byPt(ScaleFactors result) {
        var byPt = new TreeMap<Interval, List<double[]>>(
                Comparator.comparingDouble(Interval::lo).thenComparingDouble(Interval::hi));
        for (ScaleFactor bin : result.bins()) {
            Combination rms = bin.combined().get(Schemes.NEW);
            Combination old = bin.combined().get(Schemes.OLD);
            if (rms != null && old != null && bin.bin().pt().isPresent()) {
                byPt.computeIfAbsent(bin.bin().pt().get(), key -> new ArrayList<>())
                        .add(new double[] {rms.total() / rms.central(), old.total() / old.central()});
            }
        }
        return byPt;
    }

    /** Median of a column. */
    static double median(List<double[]> rows, int column) {
        double[] sorted = rows.stream().mapToDouble(row -> row[column]).sorted().toArray();
        int n = sorted.length;
        return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    /** The figure; none when no bin has both schemes and a transverse momentum. */
    static List<Figure> of(ScaleFactors result) {
        TreeMap<Interval, List<double[]>> byPt = byPt(result);
        if (byPt.isEmpty()) {
            return List.of();
        }
        List<List<double[]>> groups = List.copyOf(byPt.values());
        var above = new ArrayList<Layer>();
        for (int column = 1; column >= 0; column--) {
            above.addAll(layers(groups, column));
        }
        double lowest = groups.stream()
                .flatMap(List::stream)
                .mapToDouble(row -> 100 * Math.min(row[0], row[1]))
                .min()
                .orElse(1);
        double lo = Math.pow(10, Math.floor(Math.log10(Math.max(Math.min(100, lowest), 1e-4))));
        Axis x = Axis.of(
                "$p_T$ (GeV)",
                byPt.keySet().stream()
                        .map(pt -> Numbers.format("%.0f – %.0f", pt.lo(), pt.hi()))
                        .toList());
        return List.of(new Figure(
                        "schemes",
                        "tag and probe, " + result.setting().resonance().title() + " → ℓℓ",
                        "points: bins; bars: medians",
                        x,
                        List.of(
                                new Panel(
                                        Axis.logarithmic(
                                                "Uncertainty of the " + result.quantity() + " (%)", "", lo, Double.NaN),
                                        1,
                                        above,
                                        List.of()),
                                new Panel(
                                        Axis.linear("New/old − 1 (%)", "", LOWEST, HIGHEST),
                                        BELOW,
                                        changes(groups),
                                        List.of())))
                .toned(Map.of(SERIES.get(0), Tone.STATISTICAL, SERIES.get(1), Tone.ALTERNATIVE)));
    }

    /** Points of the bins of one scheme, beside each other, and their median. */
    private static List<Layer> layers(List<List<double[]>> groups, int column) {
        var points = new ArrayList<Point>();
        var x = new ArrayList<Double>();
        var y = new ArrayList<Double>();
        for (int k = 0; k < groups.size(); k++) {
            List<double[]> rows = groups.get(k);
            double middle = k + (column == 0 ? 0.32 : 0.68);
            for (int i = 0; i < rows.size(); i++) {
                points.add(new Point(middle - 0.1 + 0.2 * (i + 0.5) / rows.size(), 100 * rows.get(i)[column], 0, 0));
            }
            double median = 100 * median(rows, column);
            x.addAll(List.of(middle - 0.16, middle + 0.16, Double.NaN));
            y.addAll(List.of(median, median, Double.NaN));
        }
        return List.of(new Points(SERIES.get(column), points), new Line(SERIES.get(column), x, y));
    }

    private static List<Layer> changes(List<List<double[]>> groups) {
        var boxes = new ArrayList<Box>();
        var words = new ArrayList<Word>();
        for (int k = 0; k < groups.size(); k++) {
            double change = 100 * (median(groups.get(k), 0) / median(groups.get(k), 1) - 1);
            double shown = Math.max(LOWEST, Math.min(HIGHEST, change));
            boxes.add(new Box(k + 0.2, k + 0.8, 0, shown));
            words.add(new Word(
                    k + 0.5,
                    Math.max(0, shown),
                    Math.abs(change) < 0.5
                            ? "0 %"
                            : Numbers.format("%+.0f %%", change).replace('-', '−')));
        }
        var zero = new Line("", List.of(0.0, (double) groups.size()), List.of(0.0, 0.0));
        return List.of(new Boxes(SERIES.get(0), boxes), zero, new Words(words));
    }
}
