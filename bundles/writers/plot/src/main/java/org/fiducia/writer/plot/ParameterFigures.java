package org.fiducia.writer.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.Measurement.InterestResult;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Column;
import org.fiducia.api.report.Figure.Layer;
import org.fiducia.api.report.Figure.Mark;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.Figure.Point;
import org.fiducia.api.report.Figure.Points;
import org.fiducia.api.report.Figure.Steps;
import org.fiducia.api.report.Figure.Tone;
import org.fiducia.drawing.Captions;

/** What is fitted in each bin beside its cross section: fractions of final states, and events of free backgrounds. */
final class ParameterFigures {
    private static final String STATISTICAL = "Statistical uncertainty";
    private static final String TOTAL = "Total uncertainty";
    private static final String ONE = "SM prediction";
    private static final String LIMITS = "Limits of the allowed range";
    private static final Uncertainty NONE = new Uncertainty(0, 0);

    /** Room below the lower limit of a fraction, of the largest that is drawn. */
    private static final double BELOW = 0.06;

    /** Width of one of several columns. */
    private static final double NARROW = 0.58;

    private ParameterFigures() {}

    /**
     * The fractions of final states over those of the prediction, by bin in a panel each, on lines at one and at the ends of
     * what they can be; none where none floats.
     */
    static Optional<Figure> fractions(Measurement measurement) {
        var results = new BinResults(measurement);
        Map<String, List<InterestResult>> fractions = results.fractions();
        if (fractions.isEmpty()) {
            return Optional.empty();
        }
        BinPlaces places = BinPlaces.of(measurement.observable(), measurement.bins());
        List<double[]> limits = results.limits();
        String data = Captions.data(measurement.analysis(), measurement.data());
        var panels = new ArrayList<Panel>();
        fractions.forEach((name, values) -> {
            Optional<double[]> limit = limits.isEmpty() ? Optional.empty() : Optional.of(limits.get(panels.size()));
            panels.add(fraction(BinResults.symbol(name), values, limit, places, data));
        });
        var analysis = measurement.analysis();
        return Optional.of(new Figure("fractions", analysis.title(), Captions.exposure(analysis), places.axis(), panels)
                .toned(Map.of(
                        data,
                        Tone.DATA,
                        TOTAL,
                        Tone.DATA,
                        STATISTICAL,
                        Tone.STATISTICAL,
                        ONE,
                        Tone.PREDICTION,
                        LIMITS,
                        Tone.REFERENCE)));
    }

    private static Panel fraction(
            String title, List<InterestResult> values, Optional<double[]> limit, BinPlaces places, String data) {
        var layers = new ArrayList<Layer>();
        double most = values.stream()
                .mapToDouble(k -> k.value() + finite(k.total().up()))
                .max()
                .orElse(1);
        limit.ifPresent(highest -> layers.add(new Steps(LIMITS, places.edges(), places.steps(highest))));
        layers.add(new Steps(LIMITS, places.edges(), places.steps(new double[values.size()])));
        var ones = new double[values.size()];
        Arrays.fill(ones, 1);
        layers.add(new Steps(ONE, places.edges(), places.steps(ones)));
        layers.add(new Points(STATISTICAL, points(values, places, InterestResult::stat), Mark.THICK));
        layers.add(new Points(TOTAL, points(values, places, InterestResult::total), Mark.CAPPED));
        layers.add(new Points(data, points(values, places, k -> NONE)));
        double highest = Arrays.stream(limit.orElse(ones)).max().orElse(1);
        return new Panel(Axis.linear(title, "", -BELOW * Math.max(most, highest), Double.NaN), 0.6, layers, List.of());
    }

    private static List<Point> points(
            List<InterestResult> values, BinPlaces places, Function<InterestResult, Uncertainty> uncertainty) {
        var points = new ArrayList<Point>();
        for (int j = 0; j < values.size(); j++) {
            Uncertainty u = uncertainty.apply(values.get(j));
            points.add(new Point(places.middle(j), values.get(j).value(), finite(u.down()), finite(u.up())));
        }
        return points;
    }

    /**
     * Fitted events of the backgrounds with a free normalisation, by reconstructed bin, and what was expected of them; none
     * where none is free.
     */
    static Optional<Figure> normalisations(Measurement measurement) {
        var columns = new ArrayList<Column>();
        var tones = new HashMap<String, Tone>();
        Map<String, List<InterestResult>> free = new BinResults(measurement).normalisations();
        List<Bin> bins = measurement.observable().reconstructed().bins();
        free.forEach((component, values) -> {
            var events = new ArrayList<BinResult>();
            for (int i = 0; i < bins.size(); i++) {
                events.add(BinResults.of(bins.get(i), values.get(i), NONE));
            }
            var compared = new Comparison(
                    events,
                    BinPlaces.of(measurement.observable(), events)
                            .undivided("Fitted events of " + Captions.component(component)),
                    Captions.data(measurement.analysis(), measurement.data()),
                    "Expected before the fit",
                    "Ratio to exp.");
            tones.putAll(compared.tones());
            columns.add(compared.column(free.size() == 1 ? 1 : NARROW, List.of()));
        });
        var analysis = measurement.analysis();
        return columns.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Figure("normalisations", analysis.title(), Captions.exposure(analysis), columns, tones));
    }

    private static double finite(double x) {
        return Double.isFinite(x) ? x : 0;
    }
}
