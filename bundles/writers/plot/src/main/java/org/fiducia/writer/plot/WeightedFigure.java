package org.fiducia.writer.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fiducia.api.measurement.FitDetails.WeightedSpectrum;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Layer;
import org.fiducia.api.report.Figure.Line;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.Figure.Point;
import org.fiducia.api.report.Figure.Points;
import org.fiducia.api.report.Figure.Tone;
import org.fiducia.drawing.Captions;
import org.fiducia.drawing.Numbers;

/** The distribution of the fit variable with the weights of the categories, and what is left without the background. */
final class WeightedFigure {
    private static final String FIT = "Signal + background";
    private static final String BACKGROUND = "Background";
    private static final double LOWER = 0.6;

    private WeightedFigure() {}

    /** The figure; none where categories have no weights. */
    static Optional<Figure> of(Measurement measurement) {
        return measurement.details().weighted().stream().findFirst().map(weighted -> figure(measurement, weighted));
    }

    private static Figure figure(Measurement measurement, WeightedSpectrum weighted) {
        var analysis = measurement.analysis();
        String data = Captions.data(analysis, measurement.data());
        double[] edges = weighted.edges();
        var all = new ArrayList<Point>();
        var subtracted = new ArrayList<Point>();
        for (int i = 0; i + 1 < edges.length; i++) {
            double x = 0.5 * (edges[i] + edges[i + 1]);
            double error = weighted.errors()[i];
            double observed = weighted.observed()[i];
            all.add(new Point(x, observed, error, error));
            double rest = observed - weighted.expected(i, weighted.background());
            subtracted.add(new Point(x, rest, error, error));
        }
        List<Double> at = list(weighted.at());
        double[] sum = weighted.signal().clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weighted.background()[i];
        }
        List<Layer> above = List.of(
                new Line(FIT, at, list(sum)),
                new Line(BACKGROUND, at, list(weighted.background())),
                new Points(data, all));
        List<Layer> below = List.of(
                new Line(BACKGROUND, List.of(edges[0], edges[edges.length - 1]), List.of(0.0, 0.0)),
                new Line(FIT, at, list(weighted.signal())),
                new Points(data, subtracted));
        var axis = analysis.fit().axis();
        String width = Numbers.brief(edges[1] - edges[0], 4) + (axis.unit().isEmpty() ? "" : " " + axis.unit());
        return new Figure(
                        "m-weighted",
                        analysis.title(),
                        Captions.exposure(analysis),
                        Axis.linear(axis.title(), axis.unit(), edges[0], edges[edges.length - 1]),
                        List.of(
                                new Panel(
                                        Axis.linear("S/(S+B) weighted events / " + width, "", 0, Double.NaN),
                                        1,
                                        above,
                                        List.of()),
                                new Panel(Axis.linear("Data − background", ""), LOWER, below, List.of())))
                .toned(Map.of(data, Tone.DATA, FIT, Tone.PREDICTION, BACKGROUND, Tone.REFERENCE));
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
