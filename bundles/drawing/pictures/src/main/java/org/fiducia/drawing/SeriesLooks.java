package org.fiducia.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Area;
import org.fiducia.api.report.Figure.Band;
import org.fiducia.api.report.Figure.Boxes;
import org.fiducia.api.report.Figure.Cells;
import org.fiducia.api.report.Figure.Layer;
import org.fiducia.api.report.Figure.Line;
import org.fiducia.api.report.Figure.Mark;
import org.fiducia.api.report.Figure.Points;
import org.fiducia.api.report.Figure.Steps;
import org.fiducia.api.report.Figure.Tone;
import org.fiducia.drawing.Legend.Symbol;

/** How the series of a figure look: what they mean decides, else their order. */
final class SeriesLooks {
    private static final Color GUIDE = new Color(0x9a9a9a);
    private static final Color ALTERNATIVE = new Color(0xe76300);
    private static final Color EXPECTED = new Color(0x607641);
    private static final Color EXPECTED_WIDE = new Color(0xf5bb54);
    private static final BasicStroke THIN_DASHES =
            new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {5, 4}, 0);
    private static final BasicStroke DASHES =
            new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {7, 4}, 0);
    private static final List<Color> PALETTE = List.of(
            Style.STATISTICAL,
            Color.BLACK,
            Style.PREDICTION,
            Style.component(3),
            Style.component(5),
            Style.component(6),
            Style.component(0),
            Style.component(2),
            Style.component(8),
            Style.component(7),
            Style.component(9));

    private final Map<String, Tone> tones;
    private final Map<String, Color> colours = new HashMap<>();

    SeriesLooks(Figure figure) {
        tones = figure.tones();
        var free = new ArrayList<>(PALETTE);
        tones.values().forEach(tone -> free.remove(of(tone)));
        int next = 0;
        for (Figure.Column column : figure.columns()) {
            for (Figure.Panel panel : column.panels()) {
                for (Layer layer : panel.layers()) {
                    if (isNamed(layer) && !colours.containsKey(layer.series())) {
                        Tone tone = tones.get(layer.series());
                        colours.put(layer.series(), tone == null ? free.get(next++ % free.size()) : of(tone));
                    }
                }
            }
        }
    }

    private static Color of(Tone tone) {
        return switch (tone) {
            case PREDICTION -> Style.PREDICTION;
            case ALTERNATIVE -> ALTERNATIVE;
            case STATISTICAL -> Style.STATISTICAL;
            case EXPECTED -> EXPECTED;
            case EXPECTED_WIDE -> EXPECTED_WIDE;
            case DATA, REFERENCE, UNCERTAINTY -> Color.BLACK;
        };
    }

    /** Whether a layer has a colour of its own: components of a pile and matrices have other ones. */
    private static boolean isNamed(Layer layer) {
        return !layer.series().isEmpty() && !(layer instanceof Cells) && !(layer instanceof Area);
    }

    Color colour(String series) {
        return colours.getOrDefault(series, GUIDE);
    }

    /** Whether boxes of a series cover what is below them. */
    boolean covering(String series) {
        return tones.containsKey(series);
    }

    boolean hatched(String series) {
        return tones.get(series) == Tone.UNCERTAINTY;
    }

    void stroke(Graphics2D g, String series) {
        g.setPaint(colour(series));
        boolean dashed = tones.get(series) == Tone.REFERENCE;
        g.setStroke(series.isEmpty() ? THIN_DASHES : dashed ? DASHES : Style.LINE);
    }

    /** What stands for a series in the legend. */
    Symbol symbol(List<Layer> layers) {
        Layer first = layers.get(0);
        Tone tone = tones.get(first.series());
        for (Layer layer : layers) {
            if (layer instanceof Points points) {
                boolean bars = points.points().stream().anyMatch(p -> p.down() > 0 || p.up() > 0);
                return switch (points.mark()) {
                    case THICK -> Symbol.THICK;
                    case CAPPED -> Symbol.CAPPED;
                    case ACROSS -> Symbol.ACROSS;
                    case POINT -> bars ? Symbol.POINT : Symbol.DOT;
                };
            }
        }
        boolean line = layers.stream().anyMatch(layer -> layer instanceof Line || layer instanceof Steps);
        if (layers.stream().anyMatch(Band.class::isInstance)) {
            return tone == Tone.UNCERTAINTY ? Symbol.HATCH : line ? Symbol.BAND : Symbol.BOX;
        }
        return !line ? Symbol.BOX : tone == Tone.REFERENCE ? Symbol.DASHED : Symbol.LINE;
    }

    /** The colour of that symbol. */
    Color ink(List<Layer> layers) {
        Layer first = layers.get(0);
        if (first instanceof Area area) {
            return Style.component(area.colour());
        }
        Color colour = colour(first.series());
        boolean light = symbol(layers) == Symbol.BOX && !(first instanceof Boxes);
        return light ? Style.light(colour) : colour;
    }

    /** Points come first in a legend, then parts of their uncertainties, then the rest. */
    static int rank(Symbol symbol) {
        return switch (symbol) {
            case POINT, DOT, ACROSS -> 0;
            case THICK -> 1;
            case CAPPED -> 2;
            default -> 3;
        };
    }

    /** Whether bars of points lie across. */
    static boolean across(Layer layer) {
        return layer instanceof Points points && points.mark() == Mark.ACROSS;
    }
}
