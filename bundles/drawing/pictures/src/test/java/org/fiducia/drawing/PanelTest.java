package org.fiducia.drawing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Graphics2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Layer;
import org.fiducia.api.report.Figure.Line;
import org.fiducia.api.report.Figure.Mark;
import org.fiducia.api.report.Figure.Point;
import org.fiducia.api.report.Figure.Points;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Where things stand in a frame from (100, 50) to (300, 150) that spans 0…10 and 0…4. */
class PanelTest {
    private static final Panel PANEL =
            new Panel(new Rectangle2D.Double(100, 50, 200, 100), Scale.linear(0, 10, 5), Scale.linear(0, 4, 4), true);

    private static Element svg(Consumer<Graphics2D> drawing) throws Exception {
        byte[] bytes = new Picture("test", 400, 200, drawing).svg();
        assertFalse(new String(bytes, StandardCharsets.UTF_8).contains("<!DOCTYPE"), "readers would fetch it");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(bytes))
                .getDocumentElement();
    }

    private static List<String> attributes(Element svg, String tag, String... names) {
        var found = new ArrayList<String>();
        var elements = svg.getElementsByTagName(tag);
        for (int i = 0; i < elements.getLength(); i++) {
            var values = new ArrayList<String>();
            for (String name : names) {
                values.add(((Element) elements.item(i)).getAttribute(name));
            }
            found.add(String.join(" ", values));
        }
        return found;
    }

    @Test
    void stepsEndAtTheFrameAndAreInterruptedByWhatIsNoNumber() {
        double[] lo = {0, 1, 4, 5};
        double[] hi = {1, 4, 5, 10};
        PathIterator path =
                PANEL.steps(lo, hi, new double[] {1, 9, Double.NaN, -3}).getPathIterator(null);
        double[][] expected = {
            {PathIterator.SEG_MOVETO, 100, 125},
            {PathIterator.SEG_LINETO, 120, 125},
            {PathIterator.SEG_LINETO, 120, 50},
            {PathIterator.SEG_LINETO, 180, 50},
            {PathIterator.SEG_MOVETO, 200, 150},
            {PathIterator.SEG_LINETO, 300, 150},
        };
        for (double[] segment : expected) {
            var at = new double[6];
            int kind = path.currentSegment(at);
            assertArrayEquals(segment, new double[] {kind, at[0], at[1]}, 1e-9);
            path.next();
        }
        assertTrue(path.isDone());
    }

    private static void draw(Graphics2D g, Layer layer) {
        var figure = new Figure(
                "f",
                "",
                "",
                Axis.linear("", ""),
                List.of(new Figure.Panel(Axis.linear("", ""), 1, List.of(layer), List.of())));
        new LayerDrawing(g, PANEL, Scale.linear(0, 10, 5), new SeriesLooks(figure)).draw(layer);
    }

    /** From (−5, 2) to (5, 2), and on to what is beyond the frame above. */
    @Test
    void linesEndAtTheFrame() throws Exception {
        Element svg = svg(g -> draw(g, new Line("s", List.of(-5.0, 5.0, 5.0, 7.0), List.of(2.0, 2.0, 6.0, 6.0))));
        assertEquals(List.of("M100 100 L200 100 L200 50"), attributes(svg, "path", "d"));
    }

    @Test
    void barsEndAtTheFrameWithoutALineAcross() throws Exception {
        Element svg = svg(g -> draw(g, new Points("s", List.of(new Point(5, 2, 1, 4)), Mark.CAPPED)));
        assertEquals(List.of("200 125 200 50", "195.5 125 204.5 125"), attributes(svg, "line", "x1", "y1", "x2", "y2"));
    }

    @Test
    void pointsAreWholeOnTheFrameAndAbsentBeyond() throws Exception {
        Element svg = svg(g -> {
            draw(g, new Points("s", List.of(new Point(5, 0, 0, 0), new Point(5, 4.1, 0, 0))));
            draw(g, new Points("s", List.of(new Point(5, Double.NaN, 0, 0))));
        });
        assertEquals(List.of("200 150 4.5"), attributes(svg, "circle", "cx", "cy", "r"));
    }

    @Test
    void textsStayTextAndStandAtTheirTicks() throws Exception {
        Element svg = svg(PANEL::draw);
        assertEquals("0 0 400 200", svg.getAttribute("viewBox"));
        var texts = svg.getElementsByTagName("text");
        var written = new ArrayList<String>();
        for (int i = 0; i < texts.getLength(); i++) {
            var text = (Element) texts.item(i);
            written.add(text.getTextContent());
            double x = Double.parseDouble(text.getAttribute("x"));
            assertEquals(i < 5 ? 94 : 100 + 40 * (i - 5), x, 0.002, text.getTextContent());
            assertEquals(i < 5 ? "end" : "middle", text.getAttribute("text-anchor"), text.getTextContent());
        }
        assertEquals(List.of("0", "1", "2", "3", "4", "0", "2", "4", "6", "8", "10"), written);
    }

    @Test
    void aLabelIsOneTextWithItsScriptsInside() throws Exception {
        Element svg = svg(g -> {
            Label.of("$170.8\\,\\mathrm{fb}^{-1}$ (13.6 TeV)").draw(g, Style.TEXT, 10, 20, 1);
            Label.of("$p_T^{4\\ell}$").draw(g, Style.TEXT, 10, 60, 0);
        });
        var texts = svg.getElementsByTagName("text");
        assertEquals(2, texts.getLength());
        var exposure = (Element) texts.item(0);
        assertEquals("170.8 fb−1 (13.6 TeV)", exposure.getTextContent());
        assertEquals("preserve", exposure.getAttribute("xml:space"));
        assertEquals("170.8 fb", exposure.getFirstChild().getNodeValue());
        assertEquals(
                List.of("11.2 ", "16 italic", "11.2 italic", "11.2 "),
                attributes(svg, "tspan", "font-size", "font-style").stream()
                        .map(value -> value.startsWith(" ") ? "16" + value : value)
                        .filter(value -> !value.equals("16 "))
                        .toList());
        // What follows the exponent stands on the line again, and the upper script of p over the lower.
        List<String> down = attributes(svg, "tspan", "dy");
        assertEquals(List.of("-6.08", "6.08", "", "3.2", "-9.28"), down);
        double lower = Label.of("$T$").width(Style.TEXT) * 0.7;
        assertEquals(-lower, Double.parseDouble(attributes(svg, "tspan", "dx").get(4)), 0.002);
        assertTrue(svg.getAttribute("font-family").endsWith("sans-serif"), svg.getAttribute("font-family"));
    }

    @Test
    void turnsAndSignsAreKept() throws Exception {
        Element svg = svg(g -> Style.beside(g, Label.of("<σ> & $\\ell$"), new Rectangle2D.Double(50, 20, 10, 900), 28));
        assertEquals("<σ> & ℓ", svg.getTextContent());
        boolean turned = false;
        for (String tag : List.of("g", "text")) {
            turned |= attributes(svg, tag, "transform").contains("translate(28,20) rotate(-90)");
        }
        assertTrue(turned);
        assertEquals(0, svg.getElementsByTagName("path").getLength());
    }
}
