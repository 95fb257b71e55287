package org.fiducia.drawing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.fiducia.api.report.Attachment;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Something drawn once and written in two forms. The same input gives the same bytes.
 *
 * @param name name of the files without ending
 * @param width in points
 * @param height in points
 * @param drawing draws it; called once per form, possibly by two threads in turn
 */
public record Picture(String name, int width, int height, Consumer<Graphics2D> drawing) {
    /** Pixels per point, each direction. */
    private static final int RESOLUTION = 2;

    /** Of the coordinates in a vector picture: thousandths of a point. */
    private static final int DECIMALS = 3;

    /** A name for files made of several: what could confuse a file system becomes a line. */
    public static String name(String... parts) {
        return String.join("-", parts).replaceAll("[^A-Za-z0-9_.+-]", "_");
    }

    /** As a vector picture; text stays text. */
    public byte[] svg() {
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document());
        context.setPrecision(DECIMALS);
        context.setComment(null);
        var g = new VectorGraphics(context);
        draw(g);
        Element root = g.getRoot();
        root.setAttribute("font-family", VectorGraphics.FAMILY);
        root.setAttribute("width", Integer.toString(width));
        root.setAttribute("height", Integer.toString(height));
        root.setAttribute("viewBox", "0 0 " + width + " " + height); // lets the picture be scaled
        var out = new StringWriter(1 << 16);
        try {
            g.stream(root, out, false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Without the document type: some readers would fetch its definition from the network.
        String written = out.toString();
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + written.substring(written.indexOf("<svg")) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Document document() {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument("http://www.w3.org/2000/svg", "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a bitmap. */
    public byte[] png() {
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
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setPaint(Color.WHITE);
        g.fill(new Rectangle2D.Double(0, 0, width, height));
        drawing.accept(g);
    }

    /** Its two files, as those of a report. Each is drawn when it is written. */
    public List<Attachment> files() {
        return List.of(
                new Attachment(name + ".png", out -> out.write(png())),
                new Attachment(name + ".svg", out -> out.write(svg())));
    }
}
