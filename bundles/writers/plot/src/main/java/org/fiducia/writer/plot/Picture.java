package org.fiducia.writer.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jfree.svg.MeetOrSlice;
import org.jfree.svg.PreserveAspectRatio;
import org.jfree.svg.SVGGraphics2D;
import org.jfree.svg.ViewBox;

/**
 * Something drawn once and written in two forms. The same input gives the same bytes.
 *
 * @param name name of the files without ending
 * @param width in points
 * @param height in points
 * @param drawing draws it; called once per form, possibly by two threads in turn
 */
record Picture(String name, int width, int height, Consumer<Graphics2D> drawing) {
    /** Pixels per point, each direction. */
    private static final int RESOLUTION = 2;

    /** As a vector picture; text stays text. */
    byte[] svg() {
        var g = new SVGGraphics2D(width, height);
        g.setDefsKeyPrefix(name); // the default depends on the clock
        g.setGeomDoubleConverter(Picture::coordinate);
        g.setTransformDoubleConverter(Picture::factor);
        draw(g);
        var all = new ViewBox(0, 0, width, height); // lets the picture be scaled
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + g.getSVGElement(null, true, all, PreserveAspectRatio.XMID_YMID, MeetOrSlice.MEET)
                        + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** As a bitmap. */
    byte[] png() {
        var image = new BufferedImage(RESOLUTION * width, RESOLUTION * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            g.scale(RESOLUTION, RESOLUTION);
            draw(g);
        } finally {
            g.dispose();
        }
        return PngFile.bytes(image);
    }

    private void draw(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setPaint(Color.WHITE);
        g.fill(new Rectangle2D.Double(0, 0, width, height));
        drawing.accept(g);
    }

    /** Three decimals are a thousandth of a point. */
    private static String coordinate(double x) {
        return rounded(x, 1_000);
    }

    /** The cosine of a rotation is multiplied by coordinates. */
    private static String factor(double x) {
        return rounded(x, 1_000_000);
    }

    private static String rounded(double x, int unit) {
        long units = Math.round(x * unit);
        return units % unit == 0 ? Long.toString(units / unit) : Double.toString((double) units / unit);
    }
}
