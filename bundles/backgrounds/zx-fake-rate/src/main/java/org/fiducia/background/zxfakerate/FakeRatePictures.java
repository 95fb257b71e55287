package org.fiducia.background.zxfakerate;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.drawing.Captions;
import org.fiducia.drawing.Label;
import org.fiducia.drawing.Legend;
import org.fiducia.drawing.Numbers;
import org.fiducia.drawing.Panel;
import org.fiducia.drawing.Picture;
import org.fiducia.drawing.Scale;
import org.fiducia.drawing.Style;

/** Fake rates against transverse momentum, and the estimates of both methods side by side. */
final class FakeRatePictures {
    private static final double LEFT = 84;
    private static final double TOP = 44;
    private static final double WIDTH = 440;
    private static final double HEIGHT = 300;
    private static final double ROW = 34;

    private final FakeRateReport report;
    private final Analysis analysis;

    FakeRatePictures(FakeRateReport report) {
        this.report = report;
        this.analysis = report.analysis();
    }

    /** All pictures. */
    List<Picture> all() {
        return List.of(
                rates("fakerates_OS", report.oppositeSign(), report.settings().oppositeSignZ()),
                rates("fakerates_SS", report.sameSign(), report.settings().sameSignZ()),
                estimates());
    }

    /** Four panels, electrons above muons, barrel beside endcap; a point per bin and era, bars as wide as the bin. */
    private Picture rates(String name, List<FakeRates> rates, ZWindow window) {
        int width = (int) (2 * (LEFT + WIDTH) + 24);
        int height = (int) (TOP + 2 * (HEIGHT + 58));
        return new Picture(name, width, height, g -> {
            for (int group = 0; group < LeptonBins.GROUPS; group++) {
                var area = new Rectangle2D.Double(
                        LEFT + group % 2 * (WIDTH + LEFT), TOP + group / 2 * (HEIGHT + 58), WIDTH, HEIGHT);
                panel(g, rates, group, area);
            }
            var frame = new Rectangle2D.Double(LEFT, TOP, 2 * WIDTH + LEFT, HEIGHT);
            String mass = String.format(java.util.Locale.ROOT, "$%.1f<m_Z<%.1f$ GeV", window.lo(), window.hi());
            Style.header(g, frame, Label.of(analysis.title()), Label.of(Captions.labelled(analysis, mass)));
        });
    }

    private void panel(Graphics2D g, List<FakeRates> rates, int group, Rectangle2D area) {
        LeptonBins bins = rates.get(0).bins();
        double top = 0.05;
        var reaches = new ArrayList<Legend.Reach>();
        Scale x = edges(bins);
        var legend = new Legend();
        legend.add(Legend.Symbol.NONE, Color.BLACK, LeptonBins.flavour(group) + "s, " + LeptonBins.part(group));
        for (int era = 0; era < rates.size(); era++) {
            legend.add(
                    Legend.Symbol.LINE,
                    Style.component(era + 1),
                    analysis.eras().get(era).name());
            FakeRates f = rates.get(era);
            for (int bin = 0; bin < bins.ptBins(); bin++) {
                int source = f.source()[group * bins.ptBins() + bin];
                double reach = f.rate()[source] + f.error()[source];
                top = Math.max(top, reach);
                reaches.add(new Legend.Reach(bins.ptEdge(bin), bins.ptEdge(bin + 1), reach));
            }
        }
        top = Math.max(1.05 * top, legend.place(area, x, 0, false, reaches));
        var panel = new Panel(area, x, Scale.linear(0, top, 6), true);
        for (int era = 0; era < rates.size(); era++) {
            points(g, panel, rates.get(era), group, era, rates.size());
        }
        panel.draw(g);
        legend.draw(g, area);
        Style.beside(g, Label.of("fake rate"), area, area.getX() - 58);
        Style.below(g, Label.of("$p_T$ (GeV)"), area, area.getMaxY() + 44);
    }

    /** A logarithmic scale with the edges of the bins. */
    private static Scale edges(LeptonBins bins) {
        var ticks = new ArrayList<Scale.Tick>();
        for (int bin = 0; bin <= bins.ptBins(); bin++) {
            double edge = bins.ptEdge(bin);
            ticks.add(new Scale.Tick(edge, Numbers.brief(edge, 3), Scale.Tick.Mark.LONG));
        }
        return new Scale(bins.ptEdge(0), bins.ptEdge(bins.ptBins()), true, false, ticks);
    }

    private static void points(Graphics2D g, Panel panel, FakeRates f, int group, int era, int eras) {
        LeptonBins bins = f.bins();
        g.setStroke(Style.BAR);
        for (int bin = 0; bin < bins.ptBins(); bin++) {
            int at = group * bins.ptBins() + bin;
            int source = f.source()[at];
            boolean shared = bin > 0 && f.source()[at - 1] == source;
            if (shared) {
                continue; // drawn once, over all bins it stands for
            }
            int last = bin;
            while (last + 1 < bins.ptBins() && f.source()[at + last + 1 - bin] == source) {
                last++;
            }
            double lo = bins.ptEdge(bin);
            double hi = bins.ptEdge(last + 1);
            double middle = lo * Math.pow(hi / lo, (era + 1.0) / (eras + 1)); // eras beside each other
            double rate = f.rate()[source];
            g.setPaint(Style.component(era + 1));
            double y = panel.y(rate);
            g.draw(new Line2D.Double(panel.x(lo), y, panel.x(hi), y));
            double x = panel.x(middle);
            double low = panel.y(Math.max(0, rate - f.error()[source]));
            g.draw(new Line2D.Double(x, low, x, panel.y(rate + f.error()[source])));
            g.fill(new Ellipse2D.Double(x - 4, y - 4, 8, 8));
        }
    }

    /** A row per era and final state, and for the sums: OS, SS and their combination with its total uncertainty. */
    private Picture estimates() {
        List<FakeRateReport.Line> lines = new ArrayList<>(report.lines());
        java.util.Collections.reverse(lines); // the scale goes upwards
        List<String> names = lines.stream()
                .map(line -> line.era().equals(line.category()) ? line.era() : line.era() + " " + line.category())
                .toList();
        double left = 40 + Scale.longest(names, Style.TICK);
        double height = ROW * lines.size();
        double most = 0;
        for (FakeRateReport.Line line : lines) {
            most = Math.max(most, Math.max(line.os() + line.osError(), line.ss() + line.ssError()));
            most = Math.max(most, line.combined() + total(line));
        }
        double end = 1.35 * most;
        return new Picture("zx", (int) (left + 700 + 24), (int) (TOP + height + 58), g -> {
            var area = new Rectangle2D.Double(left, TOP, 700, height);
            var panel = new Panel(area, Scale.linear(0, end, 8), Scale.classes(names, false), true);
            for (int row = 0; row < lines.size(); row++) {
                FakeRateReport.Line line = lines.get(row);
                point(g, panel, row + 0.75, line.os(), line.osError(), Style.component(1));
                point(g, panel, row + 0.5, line.ss(), line.ssError(), Style.component(4));
                point(g, panel, row + 0.25, line.combined(), total(line), Color.BLACK);
            }
            panel.draw(g);
            var legend = new Legend();
            legend.add(Legend.Symbol.LINE, Style.component(1), "OS, statistics");
            legend.add(Legend.Symbol.LINE, Style.component(4), "SS, statistics");
            legend.add(Legend.Symbol.LINE, Color.BLACK, "combined, total");
            legend.place(area, Scale.linear(0, end, 8), 0, false, List.of(new Legend.Reach(0, 0.5 * end, 1)));
            legend.draw(g, area);
            Style.header(g, area, analysis);
            Style.below(g, Label.of("$Z+X$ events in the window"), area, TOP + height + 44);
        });
    }

    private double total(FakeRateReport.Line line) {
        return Math.hypot(line.combinedError(), report.settings().composition() * line.combined());
    }

    private static void point(Graphics2D g, Panel panel, double row, double value, double error, Color colour) {
        g.setPaint(colour);
        g.setStroke(Style.BAR);
        double y = panel.y(row);
        g.draw(new Line2D.Double(panel.x(Math.max(0, value - error)), y, panel.x(value + error), y));
        g.fill(new Ellipse2D.Double(panel.x(value) - 4, y - 4, 8, 8));
    }
}
