package org.fiducia.exchange.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.fiducia.api.Latex;
import org.fiducia.api.fit.HypothesisTest;
import org.fiducia.api.inference.Conclusions.Limit;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Box;
import org.fiducia.api.report.Figure.Boxes;
import org.fiducia.api.report.Figure.Layer;
import org.fiducia.api.report.Figure.Line;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.Figure.Tone;
import org.fiducia.drawing.Numbers;

/** Upper limits of several channels, a row each: observed, and what is expected without signal with its two bands. */
final class BrazilFigure {
    private static final int MEDIAN = 2;

    /** Between rows, in units of their height. */
    private static final double GAP = 0.1;

    /** Of the axis, over the highest limit. */
    private static final double ROOM = 1.05;

    private BrazilFigure() {}

    private static double highest(List<Limit> limits) {
        return limits.stream()
                .mapToDouble(limit ->
                        Math.max(limit.value().observed(), limit.value().expected()[4]))
                .filter(Double::isFinite)
                .max()
                .orElse(1);
    }

    /**
     * The figure.
     *
     * @param names of the channels
     * @param limits one of each
     * @param parameter on which they are
     */
    static Figure of(String title, String parameter, List<String> names, List<Limit> limits) {
        var layers = new ArrayList<Layer>();
        layers.add(band("Expected ± 2 σ", limits, 0, 4));
        layers.add(band("Expected ± 1 σ", limits, 1, 3));
        layers.add(line("Median expected", limits, limit -> limit.expected()[MEDIAN]));
        layers.add(line("Observed", limits, HypothesisTest.Limit::observed));
        String level = Numbers.brief(100 * limits.get(0).level(), 4);
        return new Figure(
                        "limits",
                        title,
                        level + " % CL upper limits, CLs",
                        Axis.linear("Upper limit on " + Latex.ofPlain(parameter), "", 0, ROOM * highest(limits)),
                        List.of(new Panel(Axis.of("", upwards(names)), 1, layers, List.of())))
                .toned(Map.of(
                        "Observed", Tone.DATA,
                        "Median expected", Tone.REFERENCE,
                        "Expected ± 2 σ", Tone.EXPECTED_WIDE,
                        "Expected ± 1 σ", Tone.EXPECTED));
    }

    /** The first channel is the uppermost row. */
    private static List<String> upwards(List<String> names) {
        var upwards = new ArrayList<>(names);
        Collections.reverse(upwards);
        return upwards;
    }

    private static Boxes band(String name, List<Limit> limits, int lo, int hi) {
        var boxes = new ArrayList<Box>();
        for (int row = 0; row < limits.size(); row++) {
            double[] expected = limits.get(limits.size() - 1 - row).value().expected();
            boxes.add(new Box(expected[lo], expected[hi], row + GAP, row + 1 - GAP));
        }
        return new Boxes(name, boxes);
    }

    /** An upright line in every row. */
    private static Line line(String name, List<Limit> limits, ToDoubleFunction<HypothesisTest.Limit> of) {
        var x = new ArrayList<Double>();
        var y = new ArrayList<Double>();
        for (int row = 0; row < limits.size(); row++) {
            double at = of.applyAsDouble(limits.get(limits.size() - 1 - row).value());
            x.addAll(List.of(at, at, Double.NaN));
            y.addAll(List.of(row + GAP, row + 1 - GAP, Double.NaN));
        }
        return new Line(name, x, y);
    }
}
