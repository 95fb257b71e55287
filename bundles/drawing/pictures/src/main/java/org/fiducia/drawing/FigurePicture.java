package org.fiducia.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Band;
import org.fiducia.api.report.Figure.Cells;
import org.fiducia.api.report.Figure.Layer;
import org.fiducia.api.report.Figure.Line;
import org.fiducia.api.report.Figure.Point;
import org.fiducia.api.report.Figure.Points;
import org.fiducia.api.report.Figure.Spread;
import org.fiducia.api.report.Figure.Steps;

/** The picture of a figure of a report: its panels above each other, with a legend in the first. */
public final class FigurePicture {
    private static final double LEFT = 84;
    private static final double RIGHT = 24;
    private static final double TOP = 44;
    private static final double FIRST = 370;
    private static final double GAP = 14;
    private static final double LEAST_WIDTH = 700;
    private static final double CLASS = 66;
    private static final double BAR = 20;
    private static final double COLOURS = GAP + BAR + 70;
    private static final double BELOW = 44;
    private static final double RADIUS = 4;
    private static final double MARGIN = 0.12;
    private static final int AIM = 7;
    private static final Color GUIDE = new Color(0x9a9a9a);
    private static final BasicStroke DASHED =
            new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {5, 4}, 0);
    private static final List<Color> PALETTE = List.of(
            Style.STATISTICAL,
            Color.BLACK,
            Style.PREDICTION,
            Style.component(3),
            Style.component(5),
            Style.component(6));

    private final Figure figure;
    private final Map<String, Color> colours = new LinkedHashMap<>();
    private final List<Rectangle2D> frames = new ArrayList<>();
    private final Scale x;
    private final double height;
    private final double width;

    private FigurePicture(Figure figure) {
        this.figure = figure;
        for (Figure.Panel panel : figure.panels()) {
            for (Layer layer : panel.layers()) {
                if (!layer.series().isEmpty() && !(layer instanceof Cells)) {
                    colours.computeIfAbsent(layer.series(), name -> PALETTE.get(colours.size() % PALETTE.size()));
                }
            }
        }
        double inner = Math.max(LEAST_WIDTH, CLASS * figure.x().classes().size());
        double longest = figure.panels().stream()
                .mapToDouble(panel -> Scale.longest(panel.y().classes(), Style.TICK))
                .max()
                .orElse(0);
        double left = Math.max(LEFT, longest + 50);
        double unit = FIRST / figure.panels().get(0).height();
        double top = TOP;
        for (Figure.Panel panel : figure.panels()) {
            frames.add(new Rectangle2D.Double(left, top, inner, unit * panel.height()));
            top += unit * panel.height() + GAP;
        }
        x = scale(figure.x(), inner, figure.panels().stream().flatMap(panel -> panel.layers().stream()), true);
        height = top - GAP + x.depth() + BELOW;
        boolean cells = figure.panels().stream().anyMatch(panel -> cells(panel) != null);
        width = left + inner + (cells ? COLOURS : RIGHT);
    }

    /** The picture of a figure. */
    public static Picture of(Figure figure) {
        var picture = new FigurePicture(figure);
        return new Picture(figure.id(), (int) Math.ceil(picture.width), (int) Math.ceil(picture.height), picture::draw);
    }

    private static Cells cells(Figure.Panel panel) {
        return panel.layers().stream()
                .filter(Cells.class::isInstance)
                .map(Cells.class::cast)
                .findFirst()
                .orElse(null);
    }

    private void draw(Graphics2D g) {
        for (int p = 0; p < frames.size(); p++) {
            Figure.Panel panel = figure.panels().get(p);
            if (cells(panel) == null) {
                draw(g, panel, frames.get(p), p);
            } else {
                draw(g, panel, cells(panel), frames.get(p), p);
            }
            Style.beside(g, Label.of(panel.y().heading()), frames.get(p), 28);
        }
        Style.header(g, frames.get(0), Label.of(figure.title()), Label.of(figure.remark()));
        Style.below(g, Label.of(figure.x().heading()), frames.get(frames.size() - 1), height - 14);
    }

    private void draw(Graphics2D g, Figure.Panel panel, Cells cells, Rectangle2D frame, int p) {
        ColourScale scale = cells.lo() < 0
                ? ColourScale.signed(Math.max(-cells.lo(), cells.hi()))
                : new ColourScale(cells.lo(), cells.hi());
        Scale y = Scale.classes(panel.y().classes(), false);
        double[][] values = cells.values().stream()
                .map(row -> row.stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new);
        new Matrix(values, scale, value -> String.format(Locale.ROOT, cells.form(), value))
                .draw(g, new Panel(frame, x, y, p == frames.size() - 1));
        var bar = new Rectangle2D.Double(frame.getMaxX() + GAP, frame.getY(), BAR, frame.getHeight());
        scale.draw(g, bar, Label.of(cells.series()));
    }

    private void draw(Graphics2D g, Figure.Panel panel, Rectangle2D frame, int p) {
        Scale y = scale(panel.y(), frame.getHeight(), panel.layers().stream(), false);
        var legend = new Legend();
        boolean named = legend(legend, panel, p);
        if (named && Double.isNaN(panel.y().hi()) && panel.y().spread() != Spread.CLASSES) {
            boolean log = y.log();
            double top = legend.place(frame, x, y.lo(), log, reaches(panel));
            y = log ? Scale.logarithmic(y.lo(), top) : Scale.linear(y.lo(), top, AIM);
        } else if (named) {
            legend.place(frame, x, y.lo(), y.log(), reaches(panel));
        }
        var drawn = new Panel(frame, x, p == 0 ? y : y.withoutLast(), p == frames.size() - 1);
        for (Layer layer : panel.layers()) {
            draw(g, drawn, layer);
        }
        drawn.draw(g);
        if (named) {
            legend.draw(g, frame);
        }
    }

    /** Enters what a panel is the first to show; whether there is anything. */
    private boolean legend(Legend legend, Figure.Panel panel, int p) {
        var before = figure.panels().subList(0, p).stream()
                .flatMap(other -> other.layers().stream())
                .map(Layer::series)
                .toList();
        boolean any = false;
        for (var entry : colours.entrySet()) {
            List<Layer> own = panel.layers().stream()
                    .filter(layer -> layer.series().equals(entry.getKey()))
                    .toList();
            if (!own.isEmpty() && !before.contains(entry.getKey())) {
                boolean filled = own.stream().anyMatch(Band.class::isInstance);
                Color colour = entry.getValue();
                if (own.stream().anyMatch(Points.class::isInstance)) {
                    legend.add(Legend.Symbol.POINT, colour, entry.getKey());
                } else if (filled && own.size() > 1) {
                    legend.add(Legend.Symbol.BAND, colour, entry.getKey());
                } else {
                    legend.add(
                            filled ? Legend.Symbol.BOX : Legend.Symbol.LINE,
                            filled ? Style.light(colour) : colour,
                            entry.getKey());
                }
                any = true;
            }
        }
        panel.annotations().forEach(line -> legend.add(Legend.Symbol.NONE, Color.BLACK, line));
        return any || !panel.annotations().isEmpty();
    }

    private void draw(Graphics2D g, Panel panel, Layer layer) {
        Color colour = colours.getOrDefault(layer.series(), GUIDE);
        if (layer instanceof Band band) {
            g.setPaint(Style.light(colour));
            for (int i = 0; i < band.lo().size(); i++) {
                double lo = band.lo().get(i);
                double hi = band.hi().get(i);
                if (Double.isFinite(lo) && Double.isFinite(hi)) {
                    g.fill(panel.between(
                            within(band.edges().get(i), x), within(band.edges().get(i + 1), x), lo, hi));
                }
            }
        } else if (layer instanceof Steps steps) {
            stroke(g, colour);
            double[] edges =
                    steps.edges().stream().mapToDouble(edge -> within(edge, x)).toArray();
            g.draw(panel.steps(
                    java.util.Arrays.copyOf(edges, edges.length - 1),
                    java.util.Arrays.copyOfRange(edges, 1, edges.length),
                    steps.values().stream().mapToDouble(Double::doubleValue).toArray()));
        } else if (layer instanceof Line line) {
            stroke(g, colour);
            g.draw(path(panel, line));
        } else if (layer instanceof Points points) {
            g.setPaint(colour);
            g.setStroke(Style.BAR);
            points.points().forEach(point -> draw(g, panel, point));
        }
    }

    private static void stroke(Graphics2D g, Color colour) {
        g.setPaint(colour);
        g.setStroke(colour.equals(GUIDE) ? DASHED : Style.LINE);
    }

    private Path2D path(Panel panel, Line line) {
        var path = new Path2D.Double();
        boolean drawn = false;
        for (int i = 0; i < line.x().size(); i++) {
            double at = line.x().get(i);
            double value = line.y().get(i);
            boolean there = Double.isFinite(at) && Double.isFinite(value);
            if (there) {
                double px = panel.x(within(at, x));
                double py = panel.y(within(value, panel.scale()));
                if (drawn) {
                    path.lineTo(px, py);
                } else {
                    path.moveTo(px, py);
                }
            }
            drawn = there;
        }
        return path;
    }

    private void draw(Graphics2D g, Panel panel, Point point) {
        Scale y = panel.scale();
        boolean inside = point.x() >= x.lo() && point.x() <= x.hi();
        if (!inside || !Double.isFinite(point.y())) {
            return;
        }
        double at = panel.x(point.x());
        if (Double.isFinite(point.down()) && Double.isFinite(point.up())) {
            double lo = panel.y(within(point.y() - point.down(), y));
            double hi = panel.y(within(point.y() + point.up(), y));
            g.draw(new Line2D.Double(at, lo, at, hi));
        }
        if (point.y() >= y.lo() && point.y() <= y.hi()) {
            double middle = panel.y(point.y());
            g.fill(new Ellipse2D.Double(at - RADIUS, middle - RADIUS, 2 * RADIUS, 2 * RADIUS));
        }
    }

    private static double within(double value, Scale scale) {
        return Math.max(scale.lo(), Math.min(scale.hi(), value));
    }

    /** Highest values of what a panel shows, for the place of the legend. */
    private static List<Legend.Reach> reaches(Figure.Panel panel) {
        var reaches = new ArrayList<Legend.Reach>();
        for (Layer layer : panel.layers()) {
            if (layer instanceof Points points) {
                points.points()
                        .forEach(point -> reach(reaches, point.x(), point.x(), point.y() + Math.max(0, point.up())));
            } else if (layer instanceof Steps steps) {
                reach(reaches, steps.edges(), steps.values());
            } else if (layer instanceof Band band) {
                reach(reaches, band.edges(), band.hi());
            } else if (layer instanceof Line line) {
                for (int i = 0; i < line.x().size(); i++) {
                    reach(reaches, line.x().get(i), line.x().get(i), line.y().get(i));
                }
            }
        }
        return reaches;
    }

    private static void reach(List<Legend.Reach> reaches, List<Double> edges, List<Double> values) {
        for (int i = 0; i < values.size(); i++) {
            reach(reaches, edges.get(i), edges.get(i + 1), values.get(i));
        }
    }

    private static void reach(List<Legend.Reach> reaches, double lo, double hi, double top) {
        if (Double.isFinite(top)) {
            reaches.add(new Legend.Reach(lo, hi, top));
        }
    }

    /** The scale of an axis; ends that it does not name are those of the data, with some room up and down. */
    private static Scale scale(Axis axis, double length, Stream<Layer> layers, boolean across) {
        if (axis.spread() == Spread.CLASSES) {
            return Scale.classes(axis.classes(), across && Scale.slanted(axis.classes(), length));
        }
        boolean log = axis.spread() == Spread.LOGARITHMIC;
        double[] values = layers.flatMapToDouble(layer -> across ? abscissas(layer) : ordinates(layer))
                .filter(value -> Double.isFinite(value) && (!log || value > 0))
                .toArray();
        double least = DoubleStream.of(values).min().orElse(log ? 0.1 : 0);
        double most = DoubleStream.of(values).max().orElse(1);
        double room = across ? 0 : MARGIN * (most > least ? most - least : Math.max(Math.abs(most), 1e-300));
        double lo = log ? least / (across ? 1 : 1.5) : least - room;
        if (!across && !log && least >= 0 && least < 0.5 * most) {
            lo = 0; // values of one sign that reach far are seen from zero
        }
        double hi = log ? most * (across ? 1 : 1.5) : most + room;
        lo = Double.isNaN(axis.lo()) ? lo : axis.lo();
        hi = Double.isNaN(axis.hi()) ? hi : axis.hi();
        if (!(hi > lo)) {
            hi = log ? 10 * lo : lo + 1;
        }
        return log ? Scale.logarithmic(lo, hi) : Scale.linear(lo, hi, AIM);
    }

    private static DoubleStream abscissas(Layer layer) {
        if (layer instanceof Points points) {
            return points.points().stream().mapToDouble(Point::x);
        }
        if (layer instanceof Steps steps) {
            return stream(steps.edges());
        }
        if (layer instanceof Band band) {
            return stream(band.edges());
        }
        return layer instanceof Line line ? stream(line.x()) : DoubleStream.empty();
    }

    private static DoubleStream ordinates(Layer layer) {
        if (layer instanceof Points points) {
            return points.points().stream()
                    .flatMapToDouble(p -> DoubleStream.of(p.y(), p.y() - p.down(), p.y() + p.up()));
        }
        if (layer instanceof Steps steps) {
            return stream(steps.values());
        }
        if (layer instanceof Band band) {
            return DoubleStream.concat(stream(band.lo()), stream(band.hi()));
        }
        return layer instanceof Line line ? stream(line.y()) : DoubleStream.empty();
    }

    private static DoubleStream stream(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue);
    }
}
