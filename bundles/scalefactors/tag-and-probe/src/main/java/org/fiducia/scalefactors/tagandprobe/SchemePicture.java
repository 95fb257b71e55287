package org.fiducia.scalefactors.tagandprobe;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.fiducia.api.measurement.SystematicScheme.Combination;
import org.fiducia.drawing.Label;
import org.fiducia.drawing.Legend;
import org.fiducia.drawing.Panel;
import org.fiducia.drawing.Picture;
import org.fiducia.drawing.Scale;
import org.fiducia.drawing.Style;
import org.fiducia.scalefactors.tagandprobe.KinematicBin.Interval;

/**
 * Relative uncertainty with the new and with the old scheme against transverse momentum: a point for every bin that both
 * have, a bar for the median of those of the same momentum; below, the change of the median from old to new.
 */
final class SchemePicture {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 640;
    private static final Rectangle2D FRAME = new Rectangle2D.Double(92, 44, WIDTH - 92 - 24, 370);
    private static final Rectangle2D BELOW = new Rectangle2D.Double(92, 428, WIDTH - 92 - 24, 140);
    private static final Color[] COLOURS = {Style.component(1), Style.component(7)};

    private final ScaleFactors result;
    private final TreeMap<Interval, List<double[]>> byPt;

    private SchemePicture(ScaleFactors result, TreeMap<Interval, List<double[]>> byPt) {
        this.result = result;
        this.byPt = byPt;
    }

    /** Relative uncertainties per interval of transverse momentum: of each bin {new, old}. */
    static TreeMap<Interval, List<double[]>> byPt(ScaleFactors result) {
        var byPt = new TreeMap<Interval, List<double[]>>(
                java.util.Comparator.comparingDouble(Interval::lo).thenComparingDouble(Interval::hi));
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

    /** The picture; none when no bin has both schemes and a transverse momentum. */
    static List<Picture> of(ScaleFactors result) {
        TreeMap<Interval, List<double[]>> byPt = byPt(result);
        return byPt.isEmpty()
                ? List.of()
                : List.of(new Picture("schemes", WIDTH, HEIGHT, new SchemePicture(result, byPt)::draw));
    }

    private void draw(Graphics2D g) {
        List<String> names = byPt.keySet().stream()
                .map(pt -> format("%.0f – %.0f", pt.lo(), pt.hi()))
                .toList();
        Scale x = Scale.classes(names, false);
        var legend = new Legend();
        legend.add(Legend.Symbol.BOX, COLOURS[1], "old scheme: differences to nominal in quadrature");
        legend.add(Legend.Symbol.BOX, COLOURS[0], "new scheme: RMS of the four models over √N");
        var reaches = new ArrayList<Legend.Reach>();
        int k = 0;
        double lowest = 100;
        for (List<double[]> rows : byPt.values()) {
            double top = 0;
            for (double[] row : rows) {
                top = Math.max(top, 100 * Math.max(row[0], row[1]));
                lowest = Math.min(lowest, 100 * Math.min(row[0], row[1]));
            }
            reaches.add(new Legend.Reach(k, k + 1.0, top));
            k++;
        }
        double lo = Math.pow(10, Math.floor(Math.log10(Math.max(lowest, 1e-4))));
        double top = legend.place(FRAME, x, lo, true, reaches);
        var panel = new Panel(FRAME, x, Scale.logarithmic(lo, top), false);
        var changes = new Panel(BELOW, x, Scale.linear(-100, 30, 5), true);
        k = 0;
        for (Map.Entry<Interval, List<double[]>> entry : byPt.entrySet()) {
            points(g, panel, k, entry.getValue());
            double change = 100 * (median(entry.getValue(), 0) / median(entry.getValue(), 1) - 1);
            double shown = Math.max(-100, Math.min(30, change));
            g.setPaint(COLOURS[0]);
            double from = changes.y(Math.max(0, shown));
            g.fill(new Rectangle2D.Double(
                    changes.x(k + 0.2),
                    from,
                    changes.x(k + 0.8) - changes.x(k + 0.2),
                    changes.y(Math.min(0, shown)) - from));
            g.setPaint(Color.BLACK);
            Label.verbatim(
                            Math.abs(change) < 0.5
                                    ? "0 %"
                                    : format("%+.0f %%", change).replace('-', '−'))
                    .draw(g, Style.TICK, changes.x(k + 0.5), changes.y(Math.max(0, shown)) - 6, 0.5);
            k++;
        }
        g.setPaint(Color.BLACK);
        g.setStroke(Style.BAR);
        g.draw(new Line2D.Double(BELOW.getX(), changes.y(0), BELOW.getMaxX(), changes.y(0)));
        panel.draw(g);
        changes.draw(g);
        legend.draw(g, FRAME);
        Style.header(
                g,
                FRAME,
                Label.verbatim("tag and probe, " + result.setting().resonance().title() + " → ℓℓ"),
                Label.verbatim("points: bins; bars: medians"));
        Style.below(g, Label.of("$p_T$ (GeV)"), FRAME, HEIGHT - 16);
        Style.beside(g, Label.verbatim("Uncertainty of the " + result.quantity() + " (%)"), FRAME, 28);
        Style.beside(g, Label.verbatim("New/old − 1 (%)"), BELOW, 28);
    }

    private static void points(Graphics2D g, Panel panel, int k, List<double[]> rows) {
        for (int column = 1; column >= 0; column--) {
            double middle = k + (column == 0 ? 0.32 : 0.68);
            g.setPaint(COLOURS[column]);
            for (int i = 0; i < rows.size(); i++) {
                double at = panel.x(middle - 0.1 + 0.2 * (i + 0.5) / rows.size());
                double y = panel.y(100 * rows.get(i)[column]);
                g.fill(new Ellipse2D.Double(at - 3, y - 3, 6, 6));
            }
            double y = panel.y(100 * median(rows, column));
            g.setStroke(Style.LINE);
            g.draw(new Line2D.Double(panel.x(middle - 0.16), y, panel.x(middle + 0.16), y));
        }
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
