package org.fiducia.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Area;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Band;
import org.fiducia.api.report.Figure.Box;
import org.fiducia.api.report.Figure.Boxes;
import org.fiducia.api.report.Figure.Cells;
import org.fiducia.api.report.Figure.Column;
import org.fiducia.api.report.Figure.Layer;
import org.fiducia.api.report.Figure.Line;
import org.fiducia.api.report.Figure.Mark;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.Figure.Point;
import org.fiducia.api.report.Figure.Points;
import org.fiducia.api.report.Figure.Section;
import org.fiducia.api.report.Figure.Steps;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class PanelPlacesTest {
    private static final List<Double> EDGES = List.of(0.0, 1.0, 2.0, 2.5, 3.5);

    /** A place of a picture: where it is, and its lines. */
    private record Told(double left, double width, int bin, List<String> words) {}

    private static List<Told> told(Figure figure) throws Exception {
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(FigurePicture.of(figure).svg()));
        var nodes = document.getElementsByTagName("rect");
        var told = new ArrayList<Told>();
        for (int i = 0; i < nodes.getLength(); i++) {
            var rect = (Element) nodes.item(i);
            if (rect.getAttribute("class").equals("place")) {
                assertEquals("none", rect.getAttribute("fill"), "nothing is seen of it");
                assertEquals("none", rect.getAttribute("stroke"));
                assertTrue(Double.parseDouble(rect.getAttribute("height")) > 0);
                told.add(new Told(
                        Double.parseDouble(rect.getAttribute("x")),
                        Double.parseDouble(rect.getAttribute("width")),
                        Integer.parseInt(rect.getAttribute("data-bin")),
                        List.of(rect.getElementsByTagName("title")
                                .item(0)
                                .getTextContent()
                                .split("\n"))));
            }
        }
        return told;
    }

    private static List<List<String>> words(Axis x, Axis y, Layer... layers) throws Exception {
        return told(figure(x, y, layers)).stream().map(Told::words).toList();
    }

    private static Figure figure(Axis x, Axis y, Layer... layers) {
        return new Figure("f", "t", "", x, List.of(new Panel(y, 1, List.of(layers), List.of("in %"))));
    }

    private static Point point(double x, double y, double down, double up) {
        return new Point(x, y, down, up);
    }

    /** Values with their uncertainties, each interval once; what is between the axis and a section is none. */
    @Test
    void intervalsSayTheirValues() throws Exception {
        double none = Double.NaN;
        Axis x = Axis.linear("$p_T$", "GeV", 0, 2).with(List.of(new Section(2.5, 3.5, "> 2")));
        List<Told> told = told(figure(
                x,
                Axis.linear("y", ""),
                new Band("SM", EDGES, List.of(1.0, 2.0, none, 3.0), List.of(1.5, 2.5, none, 3.5)),
                new Steps("SM", EDGES, List.of(1.2, 2.2, none, 3.2)),
                new Points("stat", List.of(point(0.5, 1.3, 0.05, 0.06)), Mark.THICK),
                new Points("total", List.of(point(0.5, 1.3, 0.1, 0.234)), Mark.CAPPED),
                new Points("$d$", List.of(point(0.5, 1.3, 0, 0), point(1.5, none, 0, 0), point(3, 3, 0.5, 0.5)))));
        assertEquals(
                List.of(
                        List.of(
                                "pT: 0 – 1 GeV",
                                "d: 1.30",
                                "stat: +0.060 −0.050",
                                "total: +0.23 −0.10",
                                "SM: 1.20 (1.00 – 1.50)"),
                        List.of("pT: 1 – 2 GeV", "SM: 2.20 (2.00 – 2.50)"),
                        List.of("pT: > 2 GeV", "d: 3.00 ± 0.50", "SM: 3.20 (3.00 – 3.50)")),
                told.stream().map(Told::words).toList());
        assertEquals(List.of(0, 1, 2), told.stream().map(Told::bin).toList());
        assertEquals(told.get(0).left() + told.get(0).width(), told.get(1).left(), 1e-2);
        assertTrue(told.get(1).left() + told.get(1).width() < told.get(2).left() - 1);
    }

    /** Areas are piled up: what a component adds, and the sum. */
    @Test
    void componentsSayWhatTheyAdd() throws Exception {
        List<Double> edges = List.of(0.0, 1.0);
        assertEquals(
                List.of(List.of("m: 0 – 1", "Sum: 7", "signal: 4", "background: 3")),
                words(
                        Axis.linear("m", ""),
                        Axis.linear("y", "", 0, 10),
                        new Area("signal", 1, edges, List.of(7.0)),
                        new Area("background", 0, edges, List.of(3.0))));
    }

    @Test
    void classesAreNamedWithWhatTheyShare() throws Exception {
        Axis x = Axis.of("bin", List.of("a", "b")).with(List.of(new Section(0, 1, "one"), new Section(1, 2, "two")));
        assertEquals(
                List.of(List.of("bin: one, a", "d: 1.00 ± 0.10"), List.of("bin: two, b", "d: 2.00 ± 0.10")),
                words(
                        x,
                        Axis.linear("y", ""),
                        new Points("d", List.of(point(0.5, 1, 0.1, 0.1), point(1.5, 2, 0.1, 0.1)))));
    }

    /** Without intervals: around each point, curves read there; of curves alone, at most so many places. */
    @Test
    void curvesAreReadWhereThePointsAre() throws Exception {
        var line = new Line("fit", List.of(0.0, 10.0), List.of(0.0, 100.0));
        var guide = new Line("", List.of(0.0, 10.0), List.of(1.0, 1.0));
        var ring = new Line("ring", List.of(0.0, 1.0, 0.0), List.of(0.0, 1.0, 2.0));
        assertEquals(
                List.of(
                        List.of("x = 2.5", "d: 24.0 ± 2.0", "fit: 25.00"),
                        List.of("x = 5", "d: 52.0 ± 2.0", "fit: 50.00")),
                words(
                        Axis.linear("x", ""),
                        Axis.linear("y", ""),
                        line,
                        guide,
                        ring,
                        new Points("d", List.of(point(2.5, 24, 2, 2), point(5, 52, 2, 2)))));
        List<Double> many = IntStream.range(0, 1000).mapToObj(i -> i * 1.0).toList();
        List<List<String>> curve = words(Axis.linear("x", ""), Axis.linear("y", ""), new Line("l", many, many));
        assertTrue(curve.size() > 80 && curve.size() <= 160, curve.size() + " places");
        curve.forEach(place -> assertEquals(place.get(0).replace("x = ", "l: "), place.get(1)));
        assertEquals(List.of(), words(Axis.linear("x", ""), Axis.linear("y", ""), ring));
    }

    /** Rows of later columns have the names of the first. */
    @Test
    void rowsSayPullAndChange() throws Exception {
        Axis names = Axis.of("", List.of("n_1", "n_2"));
        var pulls = new Points("pull", List.of(point(0.5, 0.5, 0.9, 0.9), point(-1, 1.5, 0.5, 0.5)), Mark.ACROSS);
        var up = new Boxes("$+1\\sigma$", List.of(new Box(0, 0.123, 0.2, 0.8), new Box(0, -0.0456, 1.2, 1.8)));
        var figure = new Figure(
                "f",
                "",
                "",
                List.of(
                        new Column(
                                Axis.linear("Pull", ""), 0.5, List.of(new Panel(names, 1, List.of(pulls), List.of()))),
                        new Column(
                                Axis.linear("change", "%"),
                                0.5,
                                List.of(new Panel(Axis.of("", List.of("", "")), 1, List.of(up), List.of())))),
                java.util.Map.of());
        assertEquals(
                List.of(
                        List.of("n_1", "pull: 0.50 ± 0.90"),
                        List.of("n_2", "pull: −1.00 ± 0.50"),
                        List.of("n_1", "change (%), +1σ: +0.12"),
                        List.of("n_2", "change (%), +1σ: −0.046")),
                told(figure).stream().map(Told::words).toList());
    }

    @Test
    void cellsSayRowAndColumn() throws Exception {
        var cells = new Cells("$\\rho$", List.of(List.of(1.0, 0.25), Arrays.asList(Double.NaN, 1.0)), -1, 1, "%.2f");
        Axis bins = Axis.of("bins", List.of("a", "b"));
        assertEquals(
                List.of(List.of("a · a", "ρ: 1"), List.of("b · a", "ρ: 0.25"), List.of("b · b", "ρ: 1")),
                words(bins, bins, cells),
                "axes of the same title need no name");
        assertEquals(
                List.of("bins: a · others: c", "ρ: 1"),
                words(bins, Axis.of("others", List.of("c", "d")), cells).get(0));
        List<List<Double>> row =
                List.of(IntStream.range(0, 3000).mapToObj(i -> 1.0).toList());
        List<Double> edges = IntStream.range(0, 3001).mapToObj(i -> i * 1.0).toList();
        var many = new Cells("z", edges, List.of(0.0, 1.0), row, 0, 1, List.of());
        assertEquals(List.of(), words(Axis.linear("x", ""), Axis.linear("y", ""), many), "too many to point at");
    }

    /** What a title says is text. */
    @Test
    void namesAreText() throws Exception {
        var points = new Points("<b>&", List.of(point(0.5, 1, 0, 0)));
        Axis x = Axis.of("</title><script>", List.of("a"));
        assertEquals(List.of(List.of("</title><script>: a", "<b>&: 1")), words(x, Axis.linear("y", ""), points));
        String svg = new String(
                FigurePicture.of(figure(x, Axis.linear("y", ""), points)).svg(),
                java.nio.charset.StandardCharsets.UTF_8);
        assertFalse(svg.contains("<script") || svg.contains("<b>"));
    }
}
