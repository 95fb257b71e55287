package org.fiducia.exchange.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fiducia.api.inference.Conclusions.Limit;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Band;
import org.fiducia.api.report.Figure.Layer;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.Figure.Steps;
import org.fiducia.api.report.Figure.Tone;

/** Upper limits of several channels beside each other: observed, and what is expected without signal with its two bands. */
final class BrazilFigure {
    private static final int MEDIAN = 2;

    private BrazilFigure() {}

    /**
     * The figure.
     *
     * @param names of the channels
     * @param limits one of each
     * @param parameter on which they are
     */
    static Figure of(String title, String parameter, List<String> names, List<Limit> limits) {
        List<Double> edges =
                IntStream.rangeClosed(0, names.size()).mapToObj(i -> (double) i).toList();
        var layers = new ArrayList<Layer>();
        layers.add(band("Expected ± 2 σ", edges, limits, 0, 4));
        layers.add(band("Expected ± 1 σ", edges, limits, 1, 3));
        layers.add(new Steps(
                "Median expected",
                edges,
                limits.stream().map(limit -> limit.value().expected()[MEDIAN]).toList()));
        layers.add(new Steps(
                "Observed",
                edges,
                limits.stream().map(limit -> limit.value().observed()).toList()));
        String level =
                String.format(java.util.Locale.ROOT, "%.4g", 100 * limits.get(0).level());
        return new Figure(
                        "limits",
                        title,
                        level + " % CL upper limits, CLs",
                        Axis.of("", names),
                        List.of(new Panel(
                                Axis.linear("Upper limit on " + parameter, "", 0, Double.NaN), 1, layers, List.of())))
                .toned(Map.of(
                        "Observed", Tone.DATA,
                        "Median expected", Tone.REFERENCE,
                        "Expected ± 2 σ", Tone.PREDICTION,
                        "Expected ± 1 σ", Tone.STATISTICAL));
    }

    private static Band band(String name, List<Double> edges, List<Limit> limits, int lo, int hi) {
        return new Band(
                name,
                edges,
                limits.stream().map(limit -> limit.value().expected()[lo]).toList(),
                limits.stream().map(limit -> limit.value().expected()[hi]).toList());
    }
}
