package org.fiducia.drawing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Area;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Band;
import org.fiducia.api.report.Figure.Layer;
import org.fiducia.api.report.Figure.Line;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.Figure.Point;
import org.fiducia.api.report.Figure.Points;
import org.fiducia.api.report.Figure.Steps;
import org.fiducia.api.report.Figure.Tone;

/**
 * A figure of fitted components on top of each other and data with the uncertainty of their count; below, data over the fit.
 */
public final class StackFigure {
    private static final double[] RATIO_ENDS = {2, 3, 4};
    private static final double RATIO = 0.3;

    private final List<Double> edges;
    private final double[] observed;
    private final double[] total;
    private final String data;
    private final List<Layer> above = new ArrayList<>();
    private final List<Layer> below = new ArrayList<>();
    private final Map<String, Tone> tones = new HashMap<>();

    /**
     * What is drawn in one colour.
     *
     * @param colour its place among the colours of components, from 0
     * @param events per interval
     */
    public record Part(String name, int colour, double[] events) {}

    /**
     * A figure without anything but components and data.
     *
     * @param edges rising
     * @param parts from the lowest
     * @param observed events per interval
     * @param data what the data are called
     */
    public StackFigure(double[] edges, List<Part> parts, double[] observed, String data) {
        this.edges = list(edges);
        this.observed = observed.clone();
        this.data = data;
        total = new double[observed.length];
        var piled = new ArrayList<Layer>();
        for (Part part : parts) {
            for (int i = 0; i < total.length; i++) {
                total[i] += part.events()[i];
            }
            piled.add(0, new Area(part.name(), part.colour(), this.edges, list(total)));
        }
        above.addAll(piled);
        below.add(new Line("", List.of(edges[0], edges[edges.length - 1]), List.of(1.0, 1.0)));
        tones.put(data, Tone.DATA);
    }

    /** Adds the uncertainty of the sum of components, hatched. */
    public StackFigure uncertain(String name, double[] lo, double[] hi) {
        var low = new double[total.length];
        var high = new double[total.length];
        for (int i = 0; i < total.length; i++) {
            low[i] = lo[i] / total[i];
            high[i] = hi[i] / total[i];
        }
        above.add(new Band(name, edges, list(lo), list(hi)));
        below.add(new Band(name, edges, list(low), list(high)));
        tones.put(name, Tone.UNCERTAINTY);
        return this;
    }

    /** Adds what was expected otherwise, dashed. */
    public StackFigure compared(String name, double[] expected) {
        above.add(new Steps(name, edges, list(expected)));
        tones.put(name, Tone.REFERENCE);
        return this;
    }

    /** Marks a range by lines at its ends. */
    public StackFigure marked(String name, double lo, double hi) {
        double top = Math.max(
                Arrays.stream(total).max().orElse(0),
                Arrays.stream(observed).max().orElse(0));
        above.add(ends(name, lo, hi, top));
        below.add(ends(name, lo, hi, ratioEnd()));
        tones.put(name, Tone.REFERENCE);
        return this;
    }

    private static Line ends(String name, double lo, double hi, double top) {
        return new Line(name, List.of(lo, lo, Double.NaN, hi, hi), List.of(0.0, top, Double.NaN, 0.0, top));
    }

    /** The figure. */
    public Figure figure(String id, String title, String remark, Axis x) {
        return figure(id, title, remark, x, "Data / fit");
    }

    /**
     * The figure.
     *
     * @param divided title of the ratio
     */
    public Figure figure(String id, String title, String remark, Axis x, String divided) {
        var upper = new ArrayList<>(above);
        var lower = new ArrayList<>(below);
        upper.add(new Points(data, points(false)));
        lower.add(new Points(data, points(true)));
        Axis ratio = Axis.linear(divided, "", 0, ratioEnd());
        return new Figure(
                        id,
                        title,
                        remark,
                        x,
                        List.of(
                                new Panel(Axis.linear(events(x.unit()), "", 0, Double.NaN), 1, upper, List.of()),
                                new Panel(ratio, RATIO, lower, List.of())))
                .toned(tones);
    }

    private List<Point> points(boolean divided) {
        var points = new ArrayList<Point>();
        for (int i = 0; i < observed.length; i++) {
            double by = divided ? total[i] : 1;
            if (by > 0) {
                double n = observed[i];
                points.add(new Point(
                        (edges.get(i) + edges.get(i + 1)) / 2,
                        n / by,
                        (n - Poisson.lower(n)) / by,
                        (Poisson.upper(n) - n) / by));
            }
        }
        return points;
    }

    /** As high as all points need, but for few that are far out. */
    private double ratioEnd() {
        double highest = 1;
        for (int i = 0; i < observed.length; i++) {
            highest = total[i] > 0 ? Math.max(highest, observed[i] / total[i]) : highest;
        }
        double end = RATIO_ENDS[RATIO_ENDS.length - 1];
        for (int k = RATIO_ENDS.length - 1; k >= 0; k--) {
            end = 1.05 * highest < RATIO_ENDS[k] ? RATIO_ENDS[k] : end;
        }
        return end;
    }

    /** Title of the vertical scale: the width is named when all intervals share it. */
    private String events(String unit) {
        double first = edges.get(1) - edges.get(0);
        for (int i = 1; i + 1 < edges.size(); i++) {
            if (Math.abs(edges.get(i + 1) - edges.get(i) - first) > 1e-6 * first) {
                return "Events / interval";
            }
        }
        return unit.isEmpty() ? "Events / interval" : "Events / " + Numbers.brief(first, 4) + " " + unit;
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
