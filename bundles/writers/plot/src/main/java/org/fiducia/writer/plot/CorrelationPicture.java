package org.fiducia.writer.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.drawing.ColourScale;
import org.fiducia.drawing.Label;
import org.fiducia.drawing.Matrix;
import org.fiducia.drawing.Panel;
import org.fiducia.drawing.Picture;
import org.fiducia.drawing.Scale;
import org.fiducia.drawing.Style;

/** Correlation of the cross sections of all bins and of what else is reported. */
final class CorrelationPicture {
    private static final double TOP = 44;
    private static final double LEAST = 480;
    private static final double CELL = 46;
    private static final double GAP = 16;
    private static final double BAR = 20;
    private static final double RIGHT = GAP + BAR + 82;
    private static final ColourScale COLOURS = ColourScale.signed(1);

    private CorrelationPicture() {}

    /** The picture of a measurement. */
    static Picture of(Measurement measurement) {
        List<String> others = others(measurement);
        List<String> names = Stream.concat(
                        measurement.bins().stream().map(bin -> bin.bin().title()), others.stream())
                .toList();
        double side = Math.max(LEAST, CELL * names.size());
        double left = 62 + Scale.longest(names, Style.TICK);
        var frame = new Rectangle2D.Double(left, TOP, side, side);
        Scale x = Scale.classes(names, Scale.slanted(names, side));
        var panel = new Panel(frame, x, Scale.classes(names, false), true);
        double height = Math.ceil(TOP + side + x.depth() + 46);
        return new Picture(
                "correlation",
                (int) Math.ceil(left + side + RIGHT),
                (int) height,
                g -> draw(g, measurement, panel, height));
    }

    private static void draw(Graphics2D g, Measurement measurement, Panel panel, double height) {
        Rectangle2D frame = panel.area();
        new Matrix(measurement.joint().correlation(), COLOURS, CorrelationPicture::number).draw(g, panel);
        var bar = new Rectangle2D.Double(frame.getMaxX() + GAP, frame.getY(), BAR, frame.getHeight());
        boolean only = others(measurement).isEmpty();
        COLOURS.draw(g, bar, Label.of("Correlation $\\rho$" + (only ? " of the cross sections" : "")));
        Style.header(g, frame, measurement.analysis());
        Label title = Label.of(measurement.observable().label() + (only ? "" : " and further parameters"));
        Style.below(g, title, frame, height - 14);
        Style.beside(g, title, frame, 28);
    }

    private static List<String> others(Measurement measurement) {
        List<String> names = measurement.joint().names();
        return names.subList(Math.min(names.size(), measurement.bins().size()), names.size());
    }

    /** Two decimals; no sign for what rounds to nothing. */
    private static String number(double rho) {
        double shown = Math.abs(rho) < 0.005 ? 0 : rho;
        return Double.isFinite(rho) ? String.format(Locale.ROOT, "%.2f", shown).replace('-', '−') : "–";
    }
}
