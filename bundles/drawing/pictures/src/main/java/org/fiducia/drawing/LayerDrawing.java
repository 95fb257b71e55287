package org.fiducia.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.fiducia.api.report.Figure.Area;
import org.fiducia.api.report.Figure.Band;
import org.fiducia.api.report.Figure.Box;
import org.fiducia.api.report.Figure.Boxes;
import org.fiducia.api.report.Figure.Cells;
import org.fiducia.api.report.Figure.Layer;
import org.fiducia.api.report.Figure.Line;
import org.fiducia.api.report.Figure.Mark;
import org.fiducia.api.report.Figure.Point;
import org.fiducia.api.report.Figure.Points;
import org.fiducia.api.report.Figure.Steps;
import org.fiducia.api.report.Figure.Word;
import org.fiducia.api.report.Figure.Words;

/**
 * Draws the layers of one panel of a figure. What reaches beyond the panel ends at its frame.
 *
 * @param g where it is drawn
 * @param panel the place
 * @param x its horizontal scale
 * @param looks colours and strokes of the series
 */
record LayerDrawing(Graphics2D g, Panel panel, Scale x, SeriesLooks looks) {
    private static final double RADIUS = 4.5;
    private static final double ACROSS = 9;
    private static final double OVERLAP = 0.5;
    private static final int VEIL = 190;
    private static final Color NOTHING = new Color(0xd0d0d0);
    private static final BasicStroke OUTLINE = new BasicStroke(0.8f);

    /** Draws a layer that is no matrix with numbers. */
    void draw(Layer layer) {
        if (layer instanceof Band band) {
            band(band);
        } else if (layer instanceof Area area) {
            area(area);
        } else if (layer instanceof Boxes boxes) {
            Color colour = looks.colour(boxes.series());
            int veil = looks.covering(boxes.series()) ? 255 : VEIL;
            g.setPaint(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), veil));
            boxes.boxes().forEach(this::box);
        } else if (layer instanceof Steps steps) {
            looks.stroke(g, steps.series());
            g.draw(steps(steps.edges(), steps.values()));
        } else if (layer instanceof Line line) {
            looks.stroke(g, line.series());
            g.draw(path(line));
        } else if (layer instanceof Points points) {
            points.points().forEach(point -> {
                if (Double.isFinite(point.x()) && Double.isFinite(point.y())) {
                    point(point, points.mark(), looks.colour(points.series()));
                }
            });
        } else if (layer instanceof Words words) {
            g.setPaint(Color.BLACK);
            words.words().forEach(this::word);
        } else if (layer instanceof Cells cells) {
            cells(cells);
        }
    }

    private static double within(double value, Scale scale) {
        return Math.max(scale.lo(), Math.min(scale.hi(), value));
    }

    private double across(double value) {
        return panel.x(within(value, x));
    }

    private double up(double value) {
        return panel.y(within(value, panel.scale()));
    }

    private void band(Band band) {
        g.setPaint(Style.light(looks.colour(band.series())));
        for (int i = 0; i < band.lo().size(); i++) {
            double lo = band.lo().get(i);
            double hi = band.hi().get(i);
            if (Double.isFinite(lo) && Double.isFinite(hi)) {
                Rectangle2D between = panel.between(
                        within(band.edges().get(i), x), within(band.edges().get(i + 1), x), lo, hi);
                if (looks.hatched(band.series())) {
                    Hatch.draw(g, between);
                } else {
                    g.fill(between);
                }
            }
        }
    }

    private Path2D steps(List<Double> edges, List<Double> values) {
        double[] ends = edges.stream().mapToDouble(edge -> within(edge, x)).toArray();
        return panel.steps(
                java.util.Arrays.copyOf(ends, ends.length - 1),
                java.util.Arrays.copyOfRange(ends, 1, ends.length),
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private void area(Area area) {
        var path = new Path2D.Double();
        double foot = panel.area().getMaxY();
        path.moveTo(across(area.edges().get(0)), foot);
        path.append(steps(area.edges(), area.values()), true);
        path.lineTo(across(area.edges().get(area.edges().size() - 1)), foot);
        path.closePath();
        g.setPaint(Style.component(area.colour()));
        g.fill(path);
        g.setPaint(Color.BLACK);
        g.setStroke(OUTLINE);
        g.draw(path);
    }

    private void box(Box box) {
        double left = across(Math.min(box.x0(), box.x1()));
        double right = across(Math.max(box.x0(), box.x1()));
        double top = up(Math.max(box.y0(), box.y1()));
        double bottom = up(Math.min(box.y0(), box.y1()));
        if (right > left && bottom > top) {
            g.fill(new Rectangle2D.Double(left, top, right - left, bottom - top));
        }
    }

    /** A line piece by piece, each as far as it is inside the frame. */
    private Path2D path(Line line) {
        var path = new Path2D.Double();
        double[] last = null;
        double[] end = null;
        for (int i = 0; i < line.x().size(); i++) {
            double[] next = {panel.x(line.x().get(i)), panel.y(line.y().get(i))};
            boolean there = Double.isFinite(next[0]) && Double.isFinite(next[1]);
            double[] piece = there && last != null ? inside(last, next) : new double[0];
            if (piece.length > 0) {
                if (end == null || end[0] != piece[0] || end[1] != piece[1]) {
                    path.moveTo(piece[0], piece[1]);
                }
                path.lineTo(piece[2], piece[3]);
                end = new double[] {piece[2], piece[3]};
            } else {
                end = null;
            }
            last = there ? next : null;
        }
        return path;
    }

    /** The part of a piece of a line that is inside the frame (Liang and Barsky); empty for none. */
    private double[] inside(double[] from, double[] to) {
        Rectangle2D area = panel.area();
        double dx = to[0] - from[0];
        double dy = to[1] - from[1];
        double[] steps = {-dx, dx, -dy, dy};
        double[] rooms = {
            from[0] - area.getX(), area.getMaxX() - from[0], from[1] - area.getY(), area.getMaxY() - from[1]
        };
        double first = 0;
        double last = 1;
        for (int k = 0; k < steps.length; k++) {
            if (steps[k] == 0 && rooms[k] < 0) {
                return new double[0];
            }
            if (steps[k] < 0) {
                first = Math.max(first, rooms[k] / steps[k]);
            } else if (steps[k] > 0) {
                last = Math.min(last, rooms[k] / steps[k]);
            }
        }
        if (first > last) {
            return new double[0];
        }
        return new double[] {
            from[0] + first * dx,
            from[1] + first * dy,
            last == 1 ? to[0] : from[0] + last * dx,
            last == 1 ? to[1] : from[1] + last * dy
        };
    }

    private void point(Point point, Mark mark, Color colour) {
        Scale y = panel.scale();
        boolean bar = Double.isFinite(point.down()) && Double.isFinite(point.up());
        boolean wide = point.x() >= x.lo() && point.x() <= x.hi();
        boolean high = point.y() >= y.lo() && point.y() <= y.hi();
        g.setPaint(colour);
        g.setStroke(mark == Mark.THICK ? Style.THICK : Style.BAR);
        if (mark == Mark.ACROSS && bar && high) {
            double at = panel.y(point.y());
            g.draw(new Line2D.Double(across(point.x() - point.down()), at, across(point.x() + point.up()), at));
        } else if (mark != Mark.ACROSS && bar && wide) {
            upright(point, mark);
        }
        if ((mark == Mark.POINT || mark == Mark.ACROSS) && wide && high) {
            double at = panel.x(point.x());
            double middle = panel.y(point.y());
            g.fill(new Ellipse2D.Double(at - RADIUS, middle - RADIUS, 2 * RADIUS, 2 * RADIUS));
        }
    }

    private void upright(Point point, Mark mark) {
        double at = panel.x(point.x());
        double[] ends = {point.y() - point.down(), point.y() + point.up()};
        if (up(ends[0]) > up(ends[1])) {
            g.draw(new Line2D.Double(at, up(ends[0]), at, up(ends[1])));
        }
        for (double end : ends) {
            if (mark == Mark.CAPPED && end == within(end, panel.scale())) {
                g.draw(new Line2D.Double(at - ACROSS / 2, up(end), at + ACROSS / 2, up(end)));
            }
        }
    }

    private void word(Word word) {
        Label.of(word.text()).draw(g, Style.TICK, panel.x(word.x()), panel.y(word.y()) - 6, 0.5);
    }

    /** The colours of a matrix. */
    static ColourScale colours(Cells cells) {
        return cells.lo() < 0
                ? ColourScale.signed(Math.max(-cells.lo(), cells.hi()))
                : new ColourScale(cells.lo(), cells.hi());
    }

    /** Cells between numbers, without any in them. */
    private void cells(Cells cells) {
        ColourScale colours = colours(cells);
        for (int i = 0; i < cells.values().size(); i++) {
            for (int j = 0; j < cells.values().get(i).size(); j++) {
                double value = cells.values().get(i).get(j);
                double left = across(cells.x().get(j));
                double top = up(cells.y().get(i + 1)) - OVERLAP;
                g.setPaint(Double.isFinite(value) ? colours.colour(value) : NOTHING);
                g.fill(new Rectangle2D.Double(
                        left,
                        top,
                        across(cells.x().get(j + 1)) + OVERLAP - left,
                        up(cells.y().get(i)) - top));
            }
        }
    }

    /** Cells of classes with their numbers, and the frame over them. */
    void matrix(Cells cells) {
        double[][] values = cells.values().stream()
                .map(row -> row.stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new);
        new Matrix(values, colours(cells), cells.texts()).draw(g, panel);
    }
}
