package org.fiducia.drawing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.fiducia.api.report.Figure;
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
import org.fiducia.api.report.Figure.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigurePictureTest {
    private static final List<Double> EDGES = List.of(0.0, 1.0, 2.0);

    private static Figure figure(Axis x, Axis y, Layer... layers) {
        return new Figure("f", "$p_T$", "remark", x, List.of(new Panel(y, 2, List.of(layers), List.of("a note"))));
    }

    private static String svg(Figure figure) {
        return new String(FigurePicture.of(figure).svg(), StandardCharsets.UTF_8);
    }

    private static Figure overlay() {
        var classes = Axis.of("bin", List.of("first", "second"));
        var above = new Panel(
                Axis.linear("cross section", "fb"),
                2,
                List.of(
                        new Band("old", EDGES, List.of(1.0, 2.0), List.of(1.5, 2.5)),
                        new Steps("old", EDGES, List.of(1.2, 2.2)),
                        new Points("new", List.of(new Point(0.5, 1.3, 0.1, 0.2), new Point(1.5, 2.1, 0.1, 0.2)))),
                List.of());
        var below = new Panel(
                Axis.linear("new/old", ""),
                1,
                List.of(
                        new Line("", List.of(0.0, 2.0), List.of(1.0, 1.0)),
                        new Points("new", List.of(new Point(0.5, 1.1, 0, 0), new Point(1.5, Double.NaN, 0, 0)))),
                List.of());
        return new Figure("f", "title", "", classes, List.of(above, below));
    }

    @Test
    void saysWhatItShows() {
        String svg = svg(overlay());
        for (String text : List.of("first", "second", "cross section (fb)", "new/old", "title", ">old<", ">new<")) {
            assertTrue(svg.contains(text), text);
        }
        assertEquals(2, svg.split(">new<", -1).length, "one entry in the legend for both panels");
        assertFalse(svg.contains("NaN"));
        assertEquals(1 + 3, svg.split("<circle", -1).length - 1, "a dot of the legend and the points that are finite");
    }

    @Test
    void everyAxisAndLayerIsDrawn() {
        var line = new Line("l", List.of(1.0, 10.0, 100.0), List.of(1e-3, Double.NaN, 1e2));
        String log = svg(figure(Axis.logarithmic("x", "GeV"), Axis.logarithmic("y", ""), line));
        assertTrue(log.contains("x (GeV)") && log.contains("a note") && !log.contains("NaN"));
        var cells = new Cells("c", List.of(List.of(0.25, 0.5), List.of(0.75, 1.0)), 0, 1, "%.2f");
        String matrix =
                svg(figure(Axis.of("x", List.of("a", "b")), Axis.of("y", List.of("long name of a class", "d")), cells));
        assertTrue(matrix.contains("0.75") && matrix.contains("long name of a class"));
    }

    /** Below zero a matrix is red, above it blue, whatever the ends. */
    @Test
    void signsHaveTheirColours() {
        var one = Axis.of("x", List.of("a"));
        var below = new Cells("c", List.of(List.of(-1.0)), -1, 0.5, "%.1f");
        assertTrue(svg(figure(one, one, below)).contains("fill=\"rgb(103,0,31)\""), "dark red");
        var zero = new Cells("c", List.of(List.of(0.0)), -1, 0.5, "%.1f");
        assertTrue(svg(figure(one, one, zero)).split("fill=\"rgb\\(103,0,31\\)\"", -1).length
                < svg(figure(one, one, below)).split("fill=\"rgb\\(103,0,31\\)\"", -1).length);
    }

    /** Nothing to draw, one value, equal values, infinite ones: a frame all the same. */
    @Test
    void emptyDataAreNoError() {
        for (Layer layer : List.of(
                new Line("l", List.of(), List.of()),
                new Steps("s", EDGES, List.of(0.0, 0.0)),
                new Steps("s", EDGES, List.of(Double.NaN, Double.POSITIVE_INFINITY)),
                new Points("p", List.of(new Point(1, -3, Double.NaN, 1))))) {
            for (Axis y : List.of(Axis.linear("y", ""), Axis.logarithmic("y", ""), Axis.linear("y", "", -1, 1))) {
                String svg = svg(figure(Axis.linear("x", ""), y, layer));
                assertFalse(svg.contains("NaN") || svg.contains("Infinity"), layer + " on " + y);
            }
        }
    }

    @Test
    void hasTheSameBytesForAnyNumberOfThreads(@TempDir Path folder) throws Exception {
        Path one = Files.createDirectory(folder.resolve("one"));
        Path four = Files.createDirectory(folder.resolve("four"));
        FigureFiles.write(List.of(overlay()), one, 1, (what, draw) -> draw.get());
        FigureFiles.write(List.of(overlay()), four, 4, (what, draw) -> draw.get());
        for (String file : List.of("f.svg", "f.png")) {
            assertArrayEquals(Files.readAllBytes(one.resolve(file)), Files.readAllBytes(four.resolve(file)), file);
        }
    }

    /** Maps of the JDK that copy have another order in every run. */
    @Test
    void isTheSameAsTextInEveryRun() {
        String text = overlay()
                .toned(Map.of("c", Tone.DATA, "a", Tone.PREDICTION, "d", Tone.REFERENCE, "b", Tone.DATA))
                .toString();
        assertTrue(text.contains("{a=PREDICTION, b=DATA, c=DATA, d=REFERENCE}"), text);
    }

    @Test
    void drawsOnceWhatIsKept(@TempDir Path folder) throws Exception {
        var kept = new ConcurrentHashMap<String, byte[]>();
        for (int k = 0; k < 2; k++) {
            FigureFiles.write(
                    List.of(overlay()), folder, 2, (what, draw) -> kept.computeIfAbsent(what, w -> draw.get()));
            assertEquals(2, kept.size());
        }
        Figure other = figure(Axis.linear("x", ""), Axis.linear("y", ""), new Line("l", List.of(1.0), List.of(0.3)));
        Figure nearly = figure(
                Axis.linear("x", ""), Axis.linear("y", ""), new Line("l", List.of(1.0), List.of(Math.nextUp(0.3))));
        for (Figure figure : List.of(other, nearly)) {
            FigureFiles.write(List.of(figure), folder, 1, (what, draw) -> kept.computeIfAbsent(what, w -> draw.get()));
        }
        assertEquals(6, kept.size(), "another number is another picture");
        byte[] svg = "kept".getBytes(StandardCharsets.UTF_8);
        FigureFiles.write(List.of(overlay()), folder, 1, (what, draw) -> svg);
        assertArrayEquals(svg, Files.readAllBytes(folder.resolve("f.svg")));
    }

    @Test
    void filesAreThoseOfThePicture() throws Exception {
        Picture picture = FigurePicture.of(overlay());
        for (var file : picture.files()) {
            var bytes = new java.io.ByteArrayOutputStream();
            file.content().write(bytes);
            assertArrayEquals(file.name().equals("f.png") ? picture.png() : picture.svg(), bytes.toByteArray());
        }
        assertEquals(2, picture.files().size());
    }

    /** Columns stand beside each other; an axis of rows without names has no room on its left; a legend stands above rows. */
    @Test
    void columnsStandBesideEachOther() {
        var named = Axis.of("", List.of("first row", "second row"));
        var blank = Axis.of("", List.of("", ""));
        var x = Axis.linear("x", "", -1, 1);
        var point = new Points("pull", List.of(new Point(0, 0.5, 0.3, 0.3)), Mark.ACROSS);
        var boxes = new Boxes("up", List.of(new Box(0, 0.5, 0.2, 0.8), new Box(0, -0.5, 1.2, 1.8)));
        var one = new Figure(
                "f",
                "",
                "",
                List.of(new Column(x, 0.4, List.of(new Panel(named, 1, List.of(point), List.of())))),
                Map.of());
        var two = new Figure(
                "f",
                "",
                "",
                List.of(
                        one.columns().get(0),
                        new Column(x, 0.4, List.of(new Panel(blank, 1, List.of(boxes), List.of())))),
                Map.of());
        assertEquals(
                280 + 26, FigurePicture.of(two).width() - FigurePicture.of(one).width());
        assertEquals(FigurePicture.of(one).height(), FigurePicture.of(two).height());
        String svg = svg(two);
        assertTrue(svg.contains(">pull<") && svg.contains(">up<"), svg);
    }

    /** What a series means decides how it looks: data are black, and a second one is not, whatever the order. */
    @Test
    void tonesDecideColours() {
        var steps = new Steps("expected", EDGES, List.of(1.0, 2.0));
        Figure plain = figure(Axis.linear("x", ""), Axis.linear("y", ""), steps);
        String dashed = "7,4";
        assertFalse(svg(plain).contains(dashed));
        assertTrue(svg(plain.toned(Map.of("expected", Tone.REFERENCE))).contains(dashed));
    }

    /** Beyond the end of an axis numbers stop, and the name of what stands apart is in their place. */
    @Test
    void sectionsStandApart() {
        var edges = List.of(0.0, 10.0, 11.0, 21.0);
        var steps = new Steps("s", edges, List.of(1.0, Double.NaN, 2.0));
        var axis = Axis.linear("x", "", 0, 10).with(List.of(new Section(11, 21, "> 10")));
        String svg = svg(figure(axis, Axis.linear("y", "", 0, 3), steps));
        assertTrue(svg.contains("&gt; 10"), svg);
        assertFalse(svg.contains(">15<") || svg.contains(">20<"), svg);
    }

    /** A legend that would cover what a given end shows raises it; data beyond that end may be covered. */
    @Test
    void aLegendRaisesAnEndThatIsGiven() {
        var flat = new Line("flat", List.of(0.0, 1.0), List.of(2.0, 2.0));
        var steep = new Line("flat", List.of(0.0, 1.0), List.of(2.0, 2000.0));
        String low = svg(figure(Axis.linear("x", ""), Axis.linear("y", "", 0, 2), flat));
        assertTrue(low.contains(">2.5<"), low);
        assertFalse(svg(figure(Axis.linear("x", ""), Axis.linear("y", "", 0, 2), steep))
                .contains(">1000<"));
    }
}
