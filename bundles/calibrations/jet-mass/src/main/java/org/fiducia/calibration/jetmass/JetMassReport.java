package org.fiducia.calibration.jetmass;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.report.Cell;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.Figure.Steps;
import org.fiducia.api.report.Item;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.Table;
import org.fiducia.api.report.Table.Column;
import org.fiducia.calibration.jetmass.Peak.Entry;
import org.fiducia.drawing.Captions;

/** Peaks as a table, spectra as pictures. */
final class JetMassReport {
    private static final double PERCENT = 100;

    private JetMassReport() {}

    /** @param masses by the change of the card, by process */
    static Report of(Analysis analysis, Map<String, Map<String, List<Entry>>> masses) {
        var items = new ArrayList<Item>();
        var table = Table.of(
                        "peaks",
                        Column.left("process", "process"),
                        Column.left("mass", "mass"),
                        Column.right("events", "events", "/fb"),
                        Column.right("peak", "peak", "GeV"),
                        Column.right("width", "σ_eff", "GeV"),
                        Column.right("relativeWidth", "σ_eff / peak", "%"))
                .titled("peaks of merged jets; σ_eff is half of the shortest interval with 68.27 % of the events");
        List<String> processes = List.copyOf(masses.values().iterator().next().keySet());
        for (String process : processes) {
            masses.forEach((change, of) -> {
                Peak peak = Peak.of(of.getOrDefault(process, List.of()));
                table.row(
                        Cell.of(process),
                        Cell.of(change),
                        Cell.of(peak.events(), "%.4g"),
                        Cell.of(peak.position(), "%.2f"),
                        Cell.of(peak.width(), "%.2f"),
                        Cell.of(PERCENT * peak.width() / peak.position(), "%.2f"));
            });
        }
        items.add(table.table());
        for (String process : processes) {
            items.add(figure(analysis, process, masses));
        }
        return new Report("jet-mass", "Masses of merged jets", items);
    }

    private static Figure figure(Analysis analysis, String process, Map<String, Map<String, List<Entry>>> masses) {
        double[] edges = analysis.fit().edges();
        List<Double> ends = Arrays.stream(edges).boxed().toList();
        var layers = new ArrayList<Figure.Layer>();
        masses.forEach((change, of) ->
                layers.add(new Steps(change, ends, fractions(edges, of.getOrDefault(process, List.of())))));
        return new Figure(
                "jet-mass-" + process,
                analysis.title(),
                Captions.exposure(analysis),
                Axis.linear("Jet mass", "GeV", edges[0], edges[edges.length - 1]),
                List.of(new Panel(
                        Axis.linear("Fraction of events of " + process, "", 0, Double.NaN), 1, layers, List.of())));
    }

    private static List<Double> fractions(double[] edges, List<Entry> entries) {
        double[] sums = new double[edges.length - 1];
        double all = 0;
        for (Entry entry : entries) {
            int bin = Arrays.binarySearch(edges, entry.mass());
            bin = bin < 0 ? -bin - 2 : bin;
            all += entry.weight();
            if (bin >= 0 && bin < sums.length) {
                sums[bin] += entry.weight();
            }
        }
        var fractions = new ArrayList<Double>();
        for (double sum : sums) {
            fractions.add(all > 0 ? sum / all : 0);
        }
        return fractions;
    }
}
