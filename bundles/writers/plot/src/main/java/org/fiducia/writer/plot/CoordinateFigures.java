package org.fiducia.writer.plot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.fiducia.api.inference.Conclusions.Impact;
import org.fiducia.api.measurement.FitDetails.Coordinates;
import org.fiducia.api.measurement.FitDetails.Unit;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.Contribution;
import org.fiducia.api.measurement.Measurement.InterestResult;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Box;
import org.fiducia.api.report.Figure.Boxes;
import org.fiducia.api.report.Figure.Column;
import org.fiducia.api.report.Figure.Layer;
import org.fiducia.api.report.Figure.Line;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.Figure.Tone;
import org.fiducia.drawing.Captions;

/**
 * What contributes to the uncertainty of each coordinate of the point: {@code breakdown-…} by groups of nuisances, and {@code
 * impacts-…} by nuisances.
 */
final class CoordinateFigures {
    private static final String TOTAL = "total";
    private static final String PART = "contribution";
    private static final double ROOM = 1.15;
    private static final double HALF = 0.3;

    private CoordinateFigures() {}

    /** The figures of all coordinates. */
    static List<Figure> of(Measurement measurement) {
        Coordinates coordinates = measurement.details().coordinates();
        var figures = new ArrayList<Figure>();
        for (int k = 0; k < coordinates.names().size(); k++) {
            int place = k;
            coordinates.result(k, measurement.interest()).ifPresent(result -> {
                if (!coordinates.breakdown().isEmpty()) {
                    figures.add(breakdown(measurement, place, result));
                }
                if (!coordinates.impacts().isEmpty()) {
                    figures.add(impacts(measurement, place, result));
                }
            });
        }
        return figures;
    }

    /** A row of the budget. */
    private record Row(String name, Uncertainty size) {}

    private static Figure breakdown(Measurement measurement, int k, InterestResult result) {
        var rows = new ArrayList<Row>();
        rows.add(new Row(TOTAL, result.total()));
        for (Contribution c : measurement.details().coordinates().breakdown()) {
            if (!c.group().equals("correlation")) {
                rows.add(new Row(c.group(), c.bins().get(k)));
            }
        }
        Collections.reverse(rows); // the axis goes upwards
        Unit unit = Unit.of(result);
        var boxes = new ArrayList<Box>();
        double most = 0;
        for (int i = 0; i < rows.size(); i++) {
            Uncertainty size = rows.get(i).size();
            double down = unit.factor() * size.down();
            double up = unit.factor() * size.up();
            boxes.add(new Box(-down, up, i + 0.5 - HALF, i + 0.5 + HALF));
            most = Math.max(most, ROOM * Math.max(down, up));
        }
        int last = boxes.size() - 1;
        List<Layer> layers = List.of(
                new Line("", List.of(0.0, 0.0), List.of(0.0, (double) rows.size())),
                new Boxes(TOTAL, List.of(boxes.get(last))),
                new Boxes(PART, boxes.subList(0, last)));
        var analysis = measurement.analysis();
        Axis names = Axis.of("", rows.stream().map(Row::name).toList());
        return new Figure(
                "breakdown-" + result.name(),
                analysis.title(),
                Captions.exposure(analysis),
                List.of(new Column(
                        Axis.linear("Uncertainty of " + result.title(), unit.name(), -most, most),
                        1,
                        List.of(new Panel(names, 1, layers, List.of())))),
                Map.of(TOTAL, Tone.STATISTICAL, PART, Tone.PREDICTION));
    }

    private static Figure impacts(Measurement measurement, int k, InterestResult result) {
        List<Impact> impacts =
                SystematicsFigures.shown(measurement.details().coordinates().impacts());
        Unit unit = Unit.of(result);
        double[] up = impacts.stream()
                .mapToDouble(impact -> unit.factor() * impact.up()[k])
                .toArray();
        double[] down = impacts.stream()
                .mapToDouble(impact -> unit.factor() * impact.down()[k])
                .toArray();
        String change = "Change of " + result.title() + (unit.name().isEmpty() ? "" : " (" + unit.name() + ")");
        return SystematicsFigures.ranking(
                "impacts-" + result.name(), measurement.analysis(), impacts, change, up, down, List.of());
    }
}
