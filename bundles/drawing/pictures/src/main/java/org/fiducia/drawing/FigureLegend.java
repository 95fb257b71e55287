package org.fiducia.drawing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Area;
import org.fiducia.api.report.Figure.Band;
import org.fiducia.api.report.Figure.Boxes;
import org.fiducia.api.report.Figure.Cells;
import org.fiducia.api.report.Figure.Layer;
import org.fiducia.api.report.Figure.Line;
import org.fiducia.api.report.Figure.Points;
import org.fiducia.api.report.Figure.Steps;
import org.fiducia.drawing.Legend.Reach;
import org.fiducia.drawing.Legend.Symbol;

/** The legend of a panel of a figure: what it is the first to show, and its annotations. */
final class FigureLegend {
    /** Lines that have room in a corner; more stand beside the panel. */
    private static final int MOST = 7;

    private final Figure.Panel panel;
    private final Legend legend = new Legend();
    private final boolean beside;
    private final int entries;

    FigureLegend(Figure figure, Figure.Panel panel, SeriesLooks looks) {
        this.panel = panel;
        var before = new ArrayList<String>();
        for (Figure.Column column : figure.columns()) {
            for (Figure.Panel other : column.panels()) {
                if (other == panel) {
                    break;
                }
                other.layers().forEach(layer -> before.add(layer.series()));
            }
            if (column.panels().contains(panel)) {
                break;
            }
        }
        var own = new LinkedHashMap<String, List<Layer>>();
        for (Layer layer : panel.layers()) {
            String series = layer.series();
            if (!series.isEmpty() && !before.contains(series) && !(layer instanceof Cells)) {
                own.computeIfAbsent(series, name -> new ArrayList<>()).add(layer);
            }
        }
        own.values().stream()
                .sorted(Comparator.comparingInt(layers -> SeriesLooks.rank(looks.symbol(layers))))
                .forEach(layers -> legend.add(
                        looks.symbol(layers), looks.ink(layers), layers.get(0).series()));
        panel.annotations().forEach(line -> legend.add(Symbol.NONE, Color.BLACK, line));
        entries = own.size() + panel.annotations().size();
        beside = entries > MOST
                && panel.layers().stream().allMatch(layer -> layer instanceof Line || layer instanceof Steps);
    }

    boolean any() {
        return entries > 0;
    }

    /** Whether it stands on the right of the panel. */
    boolean beside() {
        return beside;
    }

    /** Room that it takes there. */
    double room() {
        return legend.room();
    }

    void placeBeside(Scale x) {
        legend.place(new Rectangle2D.Double(0, 0, room(), 1), x, 0, false, List.of());
    }

    /**
     * Chooses its corner.
     *
     * @param end above which data may be covered
     * @return upper end of the vertical scale
     */
    double place(Rectangle2D frame, Scale x, Scale y, double end) {
        var reaches = new ArrayList<Reach>();
        panel.layers().forEach(layer -> reach(reaches, layer, end));
        return legend.place(frame, x, y.lo(), y.log(), reaches);
    }

    /** Draws it where it was placed, or above the panel. */
    void draw(Graphics2D g, Rectangle2D frame, boolean above) {
        if (above) {
            legend.drawAbove(g, frame);
        } else if (beside) {
            legend.draw(g, new Rectangle2D.Double(frame.getMaxX(), frame.getY(), legend.room(), frame.getHeight()));
        } else {
            legend.draw(g, frame);
        }
    }

    private static void reach(List<Reach> reaches, Layer layer, double end) {
        if (layer instanceof Points points) {
            points.points().forEach(point -> {
                boolean across = SeriesLooks.across(layer);
                double up = Double.isFinite(point.up()) ? Math.max(0, point.up()) : 0;
                double down = across && Double.isFinite(point.down()) ? point.down() : 0;
                add(reaches, point.x() - down, point.x() + (across ? up : 0), point.y() + (across ? 0 : up), end);
            });
        } else if (layer instanceof Steps steps) {
            add(reaches, steps.edges(), steps.values(), end);
        } else if (layer instanceof Area area) {
            add(reaches, area.edges(), area.values(), end);
        } else if (layer instanceof Band band) {
            add(reaches, band.edges(), band.hi(), end);
        } else if (layer instanceof Boxes boxes) {
            boxes.boxes().forEach(box -> add(reaches, box.x0(), box.x1(), Math.max(box.y0(), box.y1()), end));
        } else if (layer instanceof Line line) {
            for (int i = 0; i < line.x().size(); i++) {
                add(reaches, line.x().get(i), line.x().get(i), line.y().get(i), end);
            }
        } else if (layer instanceof Cells cells && !cells.x().isEmpty()) {
            int last = cells.x().size() - 1;
            add(
                    reaches,
                    cells.x().get(0),
                    cells.x().get(last),
                    cells.y().get(cells.y().size() - 1),
                    Double.POSITIVE_INFINITY);
        }
    }

    private static void add(List<Reach> reaches, List<Double> edges, List<Double> values, double end) {
        for (int i = 0; i < values.size(); i++) {
            add(reaches, edges.get(i), edges.get(i + 1), values.get(i), end);
        }
    }

    private static void add(List<Reach> reaches, double lo, double hi, double top, double end) {
        if (Double.isFinite(top)) {
            reaches.add(new Reach(Math.min(lo, hi), Math.max(lo, hi), Math.min(end, top)));
        }
    }
}
