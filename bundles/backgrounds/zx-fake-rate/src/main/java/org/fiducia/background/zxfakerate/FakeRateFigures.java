package org.fiducia.background.zxfakerate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Column;
import org.fiducia.api.report.Figure.Layer;
import org.fiducia.api.report.Figure.Line;
import org.fiducia.api.report.Figure.Mark;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.Figure.Point;
import org.fiducia.api.report.Figure.Points;
import org.fiducia.api.report.Figure.Tone;
import org.fiducia.drawing.Captions;

/** Fake rates against transverse momentum, and the estimates of both methods side by side. */
final class FakeRateFigures {
    private static final String OS = "OS, statistics";
    private static final String SS = "SS, statistics";
    private static final String COMBINED = "combined, total";
    private static final double WIDTH = 0.7;

    private final FakeRateReport report;
    private final Analysis analysis;

    FakeRateFigures(FakeRateReport report) {
        this.report = report;
        this.analysis = report.analysis();
    }

    /** All figures. */
    List<Figure> all() {
        return List.of(
                rates("fakerates_OS", report.oppositeSign(), report.settings().oppositeSignZ()),
                rates("fakerates_SS", report.sameSign(), report.settings().sameSignZ()),
                estimates());
    }

    /** Four panels, electrons above muons, barrel beside endcap; a point per bin and era, and a line as wide as the bin. */
    private Figure rates(String id, List<FakeRates> rates, ZWindow window) {
        LeptonBins bins = rates.get(0).bins();
        var columns = new ArrayList<Column>();
        for (int part = 0; part < 2; part++) {
            Axis pt = Axis.logarithmic("$p_T$", "GeV", bins.ptEdge(0), bins.ptEdge(bins.ptBins()));
            columns.add(new Column(pt, WIDTH, List.of(panel(rates, part), panel(rates, part + 2))));
        }
        String mass = String.format(Locale.ROOT, "$%.1f<m_Z<%.1f$ GeV", window.lo(), window.hi());
        return new Figure(id, analysis.title(), Captions.labelled(analysis, mass), columns, Map.of());
    }

    private Panel panel(List<FakeRates> rates, int group) {
        var layers = new ArrayList<Layer>();
        for (int era = 0; era < rates.size(); era++) {
            String series = analysis.eras().get(era).name();
            layers.addAll(layers(rates.get(era), group, series, (era + 1.0) / (rates.size() + 1)));
        }
        String note = LeptonBins.flavour(group) + "s, " + LeptonBins.part(group);
        return new Panel(Axis.linear("Fake rate", "", 0, Double.NaN), 1, layers, List.of(note));
    }

    /** @param share of the width of a bin where the point stands, so that eras stand beside each other */
    private static List<Layer> layers(FakeRates f, int group, String series, double share) {
        LeptonBins bins = f.bins();
        var points = new ArrayList<Point>();
        var x = new ArrayList<Double>();
        var y = new ArrayList<Double>();
        int next;
        for (int bin = 0; bin < bins.ptBins(); bin = next) {
            int at = group * bins.ptBins();
            int source = f.source()[at + bin];
            next = bin + 1;
            while (next < bins.ptBins() && f.source()[at + next] == source) {
                next++; // drawn once, over all bins it stands for
            }
            double lo = bins.ptEdge(bin);
            double hi = bins.ptEdge(next);
            double rate = f.rate()[source];
            double error = f.error()[source];
            points.add(new Point(lo * Math.pow(hi / lo, share), rate, Math.min(rate, error), error));
            x.addAll(List.of(lo, hi, Double.NaN));
            y.addAll(List.of(rate, rate, Double.NaN));
        }
        return List.of(new Points(series, points), new Line(series, x, y));
    }

    /** A row per era and final state, and for the sums: OS, SS and their combination with its total uncertainty. */
    private Figure estimates() {
        List<FakeRateReport.Line> lines = new ArrayList<>(report.lines());
        Collections.reverse(lines); // the axis goes upwards
        List<String> names = lines.stream()
                .map(line -> line.era().equals(line.category()) ? line.era() : line.era() + " " + line.category())
                .toList();
        var os = new ArrayList<Point>();
        var ss = new ArrayList<Point>();
        var combined = new ArrayList<Point>();
        double most = 0;
        for (int row = 0; row < lines.size(); row++) {
            FakeRateReport.Line line = lines.get(row);
            double total = Math.hypot(line.combinedError(), report.settings().composition() * line.combined());
            os.add(new Point(line.os(), row + 0.75, line.osError(), line.osError()));
            ss.add(new Point(line.ss(), row + 0.5, line.ssError(), line.ssError()));
            combined.add(new Point(line.combined(), row + 0.25, total, total));
            most = Math.max(most, Math.max(line.os() + line.osError(), line.ss() + line.ssError()));
            most = Math.max(most, line.combined() + total);
        }
        List<Layer> layers = List.of(
                new Points(OS, os, Mark.ACROSS),
                new Points(SS, ss, Mark.ACROSS),
                new Points(COMBINED, combined, Mark.ACROSS));
        return new Figure(
                        "zx",
                        analysis.title(),
                        Captions.exposure(analysis),
                        Axis.linear("$Z+X$ events in the window", "", 0, most > 0 ? 1.08 * most : 1),
                        List.of(new Panel(Axis.of("", names), 1, layers, List.of())))
                .toned(Map.of(OS, Tone.STATISTICAL, SS, Tone.PREDICTION, COMBINED, Tone.DATA));
    }
}
