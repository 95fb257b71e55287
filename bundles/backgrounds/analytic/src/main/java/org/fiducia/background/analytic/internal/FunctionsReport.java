package org.fiducia.background.analytic.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.Nullable;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.report.Cell;
import org.fiducia.api.report.Document;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Layer;
import org.fiducia.api.report.Figure.Line;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.Figure.Point;
import org.fiducia.api.report.Figure.Points;
import org.fiducia.api.report.Figure.Tone;
import org.fiducia.api.report.Item;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.Table;
import org.fiducia.api.report.Table.Column;
import org.fiducia.api.report.Text;
import org.fiducia.background.analytic.internal.AnalyticBackground.Tried;
import org.fiducia.background.analytic.internal.OrderTest.Tested;
import org.fiducia.drawing.Captions;

/** The functions of each category: a table of all that were tried, and a picture of those that are taken. */
final class FunctionsReport {
    private static final double LOWER = 0.6;

    private final Analysis analysis;
    private final List<Item> items = new ArrayList<>();
    private final List<Map<String, Object>> document = new ArrayList<>();

    private FunctionsReport(Analysis analysis) {
        this.analysis = analysis;
    }

    static Report of(Analysis analysis, List<Tried> tried) {
        var report = new FunctionsReport(analysis);
        tried.forEach(report::add);
        report.items.add(
                Text.of(
                        "",
                        "functions are fitted to the data beside the peak; gain: probability that the gain in likelihood over the"
                                + " order before is chance, below " + OrderTest.BETTER
                                + " it is taken; fit: p-value of χ²,"
                                + " above " + OrderTest.GOOD + " for the lowest order",
                        "penalised: NLL + ½ per parameter less that of the best; all that are taken are the choice of the fit"));
        report.items.add(new Document(Map.of("categories", report.document)));
        return new Report("functions", "functions of the background", report.items);
    }

    private void add(Tried tried) {
        Trial best = best(tried.tested());
        Table.Rows table = Table.of(
                        "",
                        Column.left("function", "function"),
                        Column.right("parameters", "parameters", ""),
                        Column.right("penalised", "penalised", ""),
                        Column.right("gain", "gain", ""),
                        Column.right("fit", "fit", ""),
                        Column.left("verdict", ""))
                .titled("category " + tried.category().id() + ", " + tried.values().length + " events");
        var rows = new ArrayList<Map<String, Object>>();
        for (Tested tested : tried.tested()) {
            Trial trial = tested.trial();
            double above = trial.penalised() - (best == null ? Double.NaN : best.penalised());
            String verdict = trial.equals(best) ? "best" : tested.taken() ? "taken" : "";
            table.row(
                    Cell.of(trial.name()),
                    Cell.of(trial.order()),
                    Cell.of(above, "%.2f"),
                    Double.isNaN(tested.gain()) ? Cell.of("") : Cell.of(tested.gain(), "%.2g"),
                    Cell.of(trial.goodness(), "%.2g"),
                    Cell.of(verdict));
            var row = new LinkedHashMap<String, Object>();
            row.put("function", trial.name());
            row.put("parameters", trial.order());
            row.put("nll", trial.nll());
            row.put("penalised", number(above));
            row.put("gain", number(tested.gain()));
            row.put("goodness", number(trial.goodness()));
            row.put("taken", tested.taken());
            rows.add(row);
        }
        items.add(table.table());
        if (best == null) {
            items.add(Text.of("no function of these describes the data: `measure` takes the best of all, and says so"));
        }
        var category = new LinkedHashMap<String, Object>();
        category.put("category", tried.category().id());
        category.put("events", tried.values().length);
        category.put("peak", tried.peak());
        category.put("functions", rows);
        document.add(category);
        if (best != null) {
            items.add(figure(tried, best));
        }
    }

    private static @Nullable Double number(double x) {
        return Double.isFinite(x) ? x : null;
    }

    private static @Nullable Trial best(List<Tested> tested) {
        Trial best = null;
        for (Tested each : tested) {
            if (each.taken() && (best == null || each.trial().penalised() < best.penalised())) {
                best = each.trial();
            }
        }
        return best;
    }

    /** Data with the best function, and all that are taken in units of it. */
    private Figure figure(Tried tried, Trial best) {
        double lo = analysis.fit().lo();
        double hi = analysis.fit().hi();
        double[] edges = OrderTest.units(lo, hi);
        double[] counts = OrderTest.counted(tried.values(), lo, hi);
        String data = Captions.data(analysis, "observed");
        var above = new ArrayList<Point>();
        var ratio = new ArrayList<Point>();
        var at = new ArrayList<Double>();
        for (int k = 0; k < counts.length; k++) {
            double x = 0.5 * (edges[k] + edges[k + 1]);
            at.add(x);
            boolean within = tried.peak().length > 0 && edges[k + 1] > tried.peak()[0] && edges[k] < tried.peak()[1];
            if (within) {
                continue; // not compared with functions
            }
            double error = Math.sqrt(counts[k]);
            above.add(new Point(x, counts[k], error, error));
            double of = best.expected()[k];
            ratio.add(new Point(x, counts[k] / of, error / of, error / of));
        }
        var upper = new ArrayList<Layer>();
        var lower = new ArrayList<Layer>(List.of(new Points(data, ratio)));
        for (Tested tested : tried.tested()) {
            if (tested.taken()) {
                double[] expected = tested.trial().expected();
                var events = new ArrayList<Double>();
                var relative = new ArrayList<Double>();
                for (int k = 0; k < expected.length; k++) {
                    events.add(expected[k]);
                    relative.add(expected[k] / best.expected()[k]);
                }
                upper.add(new Line(tested.trial().name(), at, events));
                lower.add(new Line(tested.trial().name(), at, relative));
            }
        }
        upper.add(new Points(data, above));
        var axis = analysis.fit().axis();
        String per = axis.unit().isEmpty() ? "" : " / " + axis.unit();
        return new Figure(
                        "functions-" + tried.category().id(),
                        analysis.title(),
                        Captions.exposure(analysis),
                        Axis.linear(axis.title(), axis.unit(), lo, hi),
                        List.of(
                                new Panel(
                                        Axis.linear("Events" + per, "", 0, Double.NaN),
                                        1,
                                        upper,
                                        List.of(tried.category().title())),
                                new Panel(Axis.linear("Ratio to " + best.name(), ""), LOWER, lower, List.of())))
                .toned(Map.of(data, Tone.DATA));
    }
}
