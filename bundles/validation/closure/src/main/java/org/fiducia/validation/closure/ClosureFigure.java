package org.fiducia.validation.closure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Band;
import org.fiducia.api.report.Figure.Column;
import org.fiducia.api.report.Figure.Layer;
import org.fiducia.api.report.Figure.Line;
import org.fiducia.api.report.Figure.Mark;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.Figure.Point;
import org.fiducia.api.report.Figure.Points;
import org.fiducia.api.report.Figure.Tone;
import org.fiducia.drawing.Captions;

/**
 * Pulls of each bin, truths beside each other: mean (point, with its standard error as a thick bar) and width (thin bar);
 * below, coverage with its binomial uncertainty.
 */
final class ClosureFigure {
    private static final double LOWER = 0.5;

    /** Bins that have room in a figure of its usual width. */
    private static final double MOST = 10;

    private static final List<Tone> TONES = List.of(Tone.DATA, Tone.STATISTICAL, Tone.PREDICTION);
    private static final List<String> NOTES = List.of(
            "thin: width, thick: error of the mean", "gray: 68.3 % ± " + (int) BinClosure.ERRORS + " standard errors");

    private ClosureFigure() {}

    /** The figure of a closure test. */
    static Figure of(Closure closure) {
        List<String> names =
                closure.observable().binning().bins().stream().map(Bin::title).toList();
        var pulls = new ArrayList<Layer>(List.of(guide(-1, names), guide(0, names), guide(1, names)));
        double spread =
                BinClosure.ERRORS * closure.truths().get(0).bins().get(0).coverageError();
        var covered = new ArrayList<Layer>(List.of(
                new Band(
                        "",
                        List.of(0.0, (double) names.size()),
                        List.of(BinClosure.COVERAGE - spread),
                        List.of(BinClosure.COVERAGE + spread)),
                guide(BinClosure.COVERAGE, names)));
        var tones = new HashMap<String, Tone>();
        double reach = 1;
        double least = BinClosure.COVERAGE;
        double most = BinClosure.COVERAGE;
        double step = 1.0 / (closure.truths().size() + 1);
        for (int t = 0; t < closure.truths().size(); t++) {
            Closure.OfTruth of = closure.truths().get(t);
            String series = of.truth().title().replace("pT", "$p_T$");
            tones.put(series, TONES.get(t % TONES.size()));
            var widths = new ArrayList<Point>();
            var means = new ArrayList<Point>();
            var coverages = new ArrayList<Point>();
            for (int j = 0; j < of.bins().size(); j++) {
                BinClosure bin = of.bins().get(j);
                double at = j + step * (t + 1);
                var pull = bin.pull();
                widths.add(new Point(at, pull.mean(), pull.width(), pull.width()));
                means.add(new Point(at, pull.mean(), pull.meanError(), pull.meanError()));
                coverages.add(new Point(at, bin.coverage(), bin.coverageError(), bin.coverageError()));
                reach = Math.max(reach, Math.abs(pull.mean()) + pull.width());
                least = Math.min(least, bin.coverage() - bin.coverageError());
                most = Math.max(most, bin.coverage() + bin.coverageError());
            }
            pulls.add(new Points(series, widths));
            pulls.add(new Points(series, means, Mark.THICK));
            covered.add(new Points(series, coverages));
        }
        double margin = 0.15 * (most - least) + 0.02;
        var panels = List.of(
                new Panel(Axis.linear("Pull: mean and width", "", -1.15 * reach, 1.1 * reach), 1, pulls, NOTES),
                new Panel(
                        Axis.linear("Coverage", "", least - margin, Math.min(1, most + margin)),
                        LOWER,
                        covered,
                        List.of()));
        var x = Axis.of(closure.observable().label(), names);
        return new Figure(
                "closure",
                closure.analysis().title(),
                Captions.exposure(closure.analysis()) + ", " + closure.toys() + " toys",
                List.of(new Column(x, Math.max(1, names.size() / MOST), panels)),
                tones);
    }

    /** The figure of a closure with the simulated events: bias in each bin, and what replicas say of it. */
    static Figure of(EventClosure closure) {
        var bins = closure.of().observable().binning().bins();
        List<EventClosure.Row> rows =
                closure.rows().stream().filter(row -> row.bin() >= 0).toList();
        List<String> names =
                rows.stream().map(row -> bins.get(row.bin()).title()).toList();
        var biases = new ArrayList<Point>();
        var replicas = new ArrayList<Point>();
        double reach = 2 * EventClosure.TOLERANCE;
        for (int j = 0; j < names.size(); j++) {
            EventClosure.Row row = rows.get(j);
            biases.add(new Point(j + 0.4, row.bias(), 0, 0));
            reach = Math.max(reach, Math.abs(row.bias()));
            if (Double.isFinite(row.pulls().width())) {
                double error = row.pulls().meanError();
                replicas.add(new Point(j + 0.6, row.pulls().mean(), error, error));
                reach = Math.max(reach, Math.abs(row.pulls().mean()) + error);
            }
        }
        String events = "simulated events";
        String mean = "bootstrap replicas, mean";
        var layers = List.<Layer>of(
                new Band(
                        "",
                        List.of(0.0, (double) names.size()),
                        List.of(-EventClosure.TOLERANCE),
                        List.of(EventClosure.TOLERANCE)),
                guide(0, names),
                new Points(events, biases),
                new Points(mean, replicas));
        var panel = new Panel(
                Axis.linear("Bias / expected uncertainty", "", -1.3 * reach, 1.5 * reach), 1, layers, List.of());
        var x = Axis.of(closure.of().observable().label(), names);
        return new Figure(
                "closure",
                closure.of().analysis().title(),
                String.format(
                        Locale.ROOT,
                        "%.4g fb$^{-1}$ (%s TeV)",
                        closure.luminosity(),
                        closure.of().analysis().energy()),
                List.of(new Column(x, Math.max(1, names.size() / MOST), List.of(panel))),
                Map.of(events, Tone.DATA, mean, Tone.PREDICTION));
    }

    /** The figure of a model dependence: in each bin, processes beside each other, from the least bias to the largest. */
    static Figure of(ModelDependence dependence) {
        List<String> names = dependence.of().observable().binning().bins().stream()
                .map(Bin::title)
                .toList();
        var processes = new LinkedHashMap<String, List<ModelDependence.Mixture>>();
        dependence
                .mixtures()
                .forEach(mixture -> processes
                        .computeIfAbsent(mixture.process(), process -> new ArrayList<>())
                        .add(mixture));
        var layers = new ArrayList<Layer>(List.of(guide(0, names)));
        double reach = 0.5;
        double at = 0;
        for (var process : processes.entrySet()) {
            at += 1.0 / (processes.size() + 1);
            var points = new ArrayList<Point>();
            for (int j = 0; j < names.size(); j++) {
                int bin = j;
                double[] bias = process.getValue().stream()
                        .mapToDouble(mixture -> 100 * mixture.bias(bin))
                        .sorted()
                        .toArray();
                double most = bias[bias.length - 1];
                reach = Math.max(reach, Math.max(most, -bias[0]));
                points.add(new Point(j + at, 0, Math.max(0, -bias[0]), Math.max(0, most)));
            }
            layers.add(new Points(process.getKey(), points));
        }
        var panel = new Panel(
                Axis.linear("Bias", "%", -1.2 * reach, 2 * reach),
                1,
                layers,
                List.of("rate of one production mode halved and doubled"));
        var x = Axis.of(dependence.of().observable().label(), names);
        return new Figure(
                "model-dependence",
                dependence.of().analysis().title(),
                Captions.exposure(dependence.of().analysis()),
                List.of(new Column(x, Math.max(1, names.size() / MOST), List.of(panel))),
                Map.of());
    }

    private static Line guide(double at, List<String> names) {
        return new Line("", List.of(0.0, (double) names.size()), List.of(at, at));
    }
}
