package org.fiducia.writer.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.Spectrum;
import org.fiducia.api.measurement.ResultWriter.Console;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Section;
import org.fiducia.drawing.FigurePicture;
import org.fiducia.testkit.ExampleMass;
import org.fiducia.testkit.ExampleMeasurements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** Every form of a measurement as pictures, left in {@code target/pictures} to be looked at. */
class PlotWriterTest {
    private static final Console CONSOLE = new Console(new PrintWriter(Writer.nullWriter()), false);
    private static final List<String> PICTURES = List.of("correlation", "m4l", "response", "spectrum");

    @TempDir
    private Path temporary;

    static Stream<String> names() {
        return ExampleMeasurements.all().keySet().stream();
    }

    private static TreeMap<String, byte[]> write(Measurement measurement, Path folder) throws IOException {
        new PlotWriter(List.of()).write(measurement, folder, CONSOLE);
        var files = new TreeMap<String, byte[]>();
        try (Stream<Path> list = Files.list(folder)) {
            for (Path file : list.toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static Element svg(byte[] bytes) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(bytes))
                .getDocumentElement();
    }

    private static String text(Figure figure) throws Exception {
        return svg(FigurePicture.of(figure).svg()).getTextContent();
    }

    @ParameterizedTest
    @MethodSource("names")
    void writesVectorAndBitmapOfOneSize(String name) throws Exception {
        Path folder = Files.createDirectories(Path.of("target", "pictures", name));
        var files = write(ExampleMeasurements.all().get(name), folder);
        var expected = new ArrayList<String>();
        boolean several = ExampleMeasurements.all().get(name).bins().size() > 1;
        List<String> pictures = several ? PICTURES : PICTURES.subList(1, PICTURES.size());
        pictures.forEach(picture -> expected.addAll(List.of(picture + ".png", picture + ".svg")));
        assertEquals(expected, List.copyOf(files.keySet()));
        for (String picture : pictures) {
            Element svg = svg(files.get(picture + ".svg"));
            var png = ImageIO.read(new ByteArrayInputStream(files.get(picture + ".png")));
            assertEquals(2 * Integer.parseInt(svg.getAttribute("width")), png.getWidth());
            assertEquals(2 * Integer.parseInt(svg.getAttribute("height")), png.getHeight());
            assertEquals("0 0 " + png.getWidth() / 2 + " " + png.getHeight() / 2, svg.getAttribute("viewBox"));
            assertTrue(png.getWidth() >= 1200 && png.getHeight() >= 1000, picture);
            String text = svg.getTextContent();
            assertTrue(text.contains("Fiducia"), text);
            assertTrue(text.contains("H → ZZ → 4ℓ"), text);
            assertTrue(text.contains("170.8 fb−1"), text);
            assertFalse(text.contains("NaN"), text);
            assertFalse(new String(files.get(picture + ".svg"), StandardCharsets.UTF_8).contains("NaN"));
        }
    }

    @Test
    void intervalsAreDividedByTheirWidth() throws Exception {
        Measurement measurement = ExampleMeasurements.transverseMomentum();
        String text = text(SpectrumFigure.of(measurement));
        assertTrue(text.contains("dσfid/dpT4ℓ (fb/GeV)"), text);
        assertTrue(text.contains("pT4ℓ (GeV)"), text);
        assertTrue(text.contains("> 146 GeV: σ divided by 40 GeV"), text);
        assertTrue(text.contains("p-value (SM) = 0.637"), text);
        assertTrue(text.contains("SM prediction"), text);
        assertTrue(text.contains("Ratio to SM"), text);
    }

    @Test
    void anythingElseStandsInClasses() throws Exception {
        for (Measurement m : List.of(ExampleMeasurements.leadingJet(), ExampleMeasurements.jetCount())) {
            String text = text(SpectrumFigure.of(m));
            assertTrue(text.contains("σfid (fb)"), text);
            assertFalse(text.contains("dσ"), text);
            String svg = new String(FigurePicture.of(SpectrumFigure.of(m)).svg(), StandardCharsets.UTF_8);
            for (var bin : m.bins()) {
                String label = bin.bin().label().replace(">", "&gt;");
                if (label.length() > 1) {
                    assertEquals(2, svg.split('>' + Pattern.quote(label) + '<', -1).length, label + " once");
                }
            }
        }
    }

    @Test
    void rectanglesStandInSlices() throws Exception {
        Measurement m = ExampleMeasurements.rectangles();
        String svg = new String(FigurePicture.of(SpectrumFigure.of(m)).svg(), StandardCharsets.UTF_8);
        BinPlaces places = BinPlaces.of(m.observable(), m.bins());
        assertTrue(places.axis().sections().size() > 1);
        for (Section slice : places.axis().sections()) {
            if (!slice.name().isEmpty()) {
                String label = slice.name().replace(">", "&gt;");
                assertEquals(2, svg.split('>' + Pattern.quote(label) + '<', -1).length, label + " once");
            }
        }
        assertEquals(m.bins().size(), places.axis().classes().size());
    }

    @Test
    void massDistributionNamesItsComponents() throws Exception {
        Measurement asimov = ExampleMeasurements.rapidity();
        String text = text(MassFigure.figure(asimov).orElseThrow());
        for (String part : List.of(
                "Asimov data",
                "Signal and non-resonant",
                "qq → ZZ",
                "gg → ZZ",
                "Z+X",
                "Data / fit",
                "Unc. of the fitted σfid",
                "m4ℓ (GeV)",
                "Events / 2.5 GeV",
                "160")) {
            assertTrue(text.contains(part), part + " in " + text);
        }
        Measurement observed = ExampleMeasurements.oneBin();
        assertTrue(text(MassFigure.figure(observed).orElseThrow()).contains("Data"));
    }

    @Test
    void whatCannotBeSeenJoinsWhatCan() {
        Measurement m = ExampleMeasurements.transverseMomentum();
        MassFigure mass = MassFigure.of(m);
        assertEquals(4, mass.parts().size(), "of five: the non-resonant part is .4 of up to 200 events");
        double[] signal = mass.parts().get(3).events();
        int peak = 7;
        var components = m.spectrum().components();
        assertEquals(components.get("signal")[peak] + .4, signal[peak], 1e-9);
        double all =
                components.values().stream().mapToDouble(events -> events[peak]).sum();
        assertEquals(
                all,
                mass.parts().stream().mapToDouble(part -> part.events()[peak]).sum(),
                1e-9);
        // The band is the relative uncertainty of the sum, here of the first bin, on the signal alone.
        double relative = m.inclusive().total().up() / m.inclusive().sigma();
        assertEquals(all + relative * signal[peak], mass.hi()[peak], 1e-9);
        MassFigure empty = MassFigure.of(ExampleMeasurements.empty());
        assertTrue(empty.parts().isEmpty());
        assertFalse(empty.uncertain());
    }

    @Test
    void surroundingsOfTheFitHaveAPictureOfTheirOwn() throws Exception {
        Measurement plain = ExampleMeasurements.oneBin();
        assertTrue(MassFigure.surroundings(plain).isEmpty());
        var edges = new double[47];
        Arrays.setAll(edges, i -> 70 + 5.0 * i);
        var observed = new double[46];
        Arrays.setAll(observed, i -> 30 + 3 * (i % 5));
        observed[4] = 160;
        var components = new LinkedHashMap<String, double[]>();
        for (String name : List.of("ZX", "qqZZ", "signal")) {
            var events = new double[46];
            Arrays.setAll(events, i -> name.equals("signal") ? i == 10 || i == 11 ? 90 : 1 : 10 + i % 3);
            components.put(name, events);
        }
        Measurement m = plain.withSpectrum(plain.spectrum().within(List.of(new Spectrum(edges, observed, components))));
        assertTrue(PlotWriter.figures(m).stream().anyMatch(f -> f.id().equals("m4l-wide")));
        Figure figure = MassFigure.surroundings(m).orElseThrow();
        Path folder = Files.createDirectories(Path.of("target", "pictures", "wide"));
        Files.write(folder.resolve("m4l-wide.png"), FigurePicture.of(figure).png());
        assertEquals(70, figure.columns().get(0).x().lo());
        assertEquals(300, figure.columns().get(0).x().hi());
        Figure.Panel upper = figure.columns().get(0).panels().get(0);
        Figure.Panel lower = figure.columns().get(0).panels().get(1);
        Figure.Area highest = (Figure.Area) upper.layers().get(0);
        assertEquals(2 * 11 + 90, highest.values().get(10), 1e-12, "all of them");
        assertEquals(
                3, upper.layers().stream().filter(Figure.Area.class::isInstance).count());
        Figure.Points data = (Figure.Points) upper.layers().get(upper.layers().size() - 1);
        Figure.Points ratio = (Figure.Points) lower.layers().get(lower.layers().size() - 1);
        for (int i = 0; i < 46; i++) {
            assertEquals(72.5 + 5 * i, data.points().get(i).x(), 1e-12);
            assertEquals(observed[i], data.points().get(i).y());
            assertEquals(
                    observed[i] / highest.values().get(i), ratio.points().get(i).y(), 1e-12);
        }
        for (Figure.Panel panel : List.of(upper, lower)) {
            Figure.Line ends = panel.layers().stream()
                    .filter(layer -> layer.series().equals("Range of the fit, 105–160 GeV"))
                    .map(Figure.Line.class::cast)
                    .findFirst()
                    .orElseThrow();
            assertEquals(List.of(105.0, 105.0, Double.NaN, 160.0, 160.0), ends.x());
        }
        assertTrue(text(figure).contains("Data / exp."), figure.id());
    }

    @Test
    void simulatedDataSaySo() throws Exception {
        Measurement m = ExampleMeasurements.labelled(ExampleMeasurements.systematics(), "Simulation");
        for (Figure figure : List.of(
                MassFigure.figure(m).orElseThrow(),
                SpectrumFigure.of(m),
                MatrixFigures.response(m),
                MatrixFigures.correlation(m),
                SystematicsFigures.breakdown(m),
                SystematicsFigures.impacts(m))) {
            String text = text(figure);
            assertTrue(text.contains("Simulation, 170.8 fb−1 (13.6 TeV)"), figure.id() + ": " + text);
        }
        for (Figure figure : List.of(MassFigure.figure(m).orElseThrow(), SpectrumFigure.of(m))) {
            assertTrue(text(figure).contains("Simulated data"), figure.id());
        }
        assertTrue(text(MassFigure.figure(ExampleMeasurements.labelled(m, "Preliminary"))
                        .orElseThrow())
                .contains("Data (Preliminary)"));
    }

    @Test
    void anOpenBinStandsApartWithoutALineToIt() {
        Measurement m = ExampleMeasurements.transverseMomentum();
        BinPlaces places = BinPlaces.of(m.observable(), m.bins());
        int n = m.bins().size();
        assertEquals(n + 2, places.edges().size(), "a gap before the last");
        var ones = new double[n];
        Arrays.fill(ones, 1);
        List<Double> steps = places.steps(ones);
        assertEquals(n + 1, steps.size());
        assertEquals(
                List.of(n - 1),
                IntStream.range(0, n + 1)
                        .filter(i -> steps.get(i).isNaN())
                        .boxed()
                        .toList());
        Section apart = places.axis().sections().get(0);
        assertTrue(apart.lo() > places.axis().hi());
        assertEquals("> 146", apart.name());
    }

    @Test
    void responseIsTheWeightedMeanOfErasAndCategories() throws Exception {
        Measurement measurement = ExampleMeasurements.transverseMomentum();
        // By hand: Σ f ε = .2455 · .35 + .2735 · .71 + .481 · .50, and 1 + .02 · (27.3 + 2 · 108.8) / 170.8 for the
        // eras.
        double categories = .52061;
        double eras = 1.0286768;
        double[][] percent = MatrixFigures.percent(measurement);
        assertEquals(100 * .86 * categories * eras, percent[4][4], 1e-4);
        assertEquals(100 * .06 * categories * eras, percent[4][5], 1e-5);
        assertEquals(0, percent[0][10]);
        String text = text(MatrixFigures.response(measurement));
        for (String part : List.of("46.1", "3.2", "0.3", "Fiducial pT4ℓ (GeV)", "ε (%)", "106–146")) {
            assertTrue(text.contains(part), part + " in " + text);
        }
    }

    @Test
    void whatHasNoCrossSectionHasNoPercentOfIt() throws Exception {
        Measurement m = ExampleMeasurements.nothingInTheFirstBin();
        String breakdown = text(SystematicsFigures.breakdown(m));
        assertTrue(breakdown.contains("Uncertainty (fb)"), breakdown);
        for (Figure figure : PlotWriter.figures(m)) {
            String svg = new String(FigurePicture.of(figure).svg(), StandardCharsets.UTF_8);
            assertFalse(svg.contains("NaN") || svg.contains("Infinity"), figure.id());
            assertNotEquals("m4l", figure.id(), "one interval is no distribution");
        }
    }

    @Test
    void breakdownAndImpactsHaveTheirPictures() throws Exception {
        Measurement measurement = ExampleMeasurements.systematics();
        Path folder = Files.createDirectories(Path.of("target", "pictures", "systematics"));
        assertTrue(write(measurement, folder).keySet().containsAll(List.of("breakdown.svg", "impacts.png")));
        String breakdown = text(SystematicsFigures.breakdown(measurement));
        for (String part : List.of("total", "statistical", "luminosity", "lepton", "Uncertainty (%)")) {
            assertTrue(breakdown.contains(part), part + " in " + breakdown);
        }
        assertFalse(breakdown.contains("correlation"), breakdown);
        String impacts = text(SystematicsFigures.impacts(measurement));
        assertTrue(impacts.contains("nuisance_0") && impacts.contains("nuisance_19"), impacts);
        assertFalse(impacts.contains("nuisance_20"), impacts);
    }

    @Test
    void aMassHasItsBudgetItsImpactsAndAWeightedSpectrum() throws Exception {
        Measurement measurement = ExampleMass.measurement();
        Path folder = Files.createDirectories(Path.of("target", "pictures", "mass"));
        assertTrue(write(measurement, folder)
                .keySet()
                .containsAll(List.of("breakdown-mH.svg", "impacts-mH.svg", "m-weighted.svg")));
        List<Figure> figures = CoordinateFigures.of(measurement);
        String breakdown = text(figures.get(0));
        for (String part : List.of("total", "muon sample", "statistical", "MeV")) {
            assertTrue(breakdown.contains(part), part + " in " + breakdown);
        }
        assertFalse(breakdown.contains("correlation"), breakdown);
        assertTrue(text(figures.get(1)).contains("scale_0"));
        Figure weighted = WeightedFigure.of(measurement).orElseThrow();
        Figure.Points below = (Figure.Points)
                weighted.columns().get(0).panels().get(1).layers().get(2);
        for (int i = 0; i < 20; i++) {
            double x = (i + 0.5) / 20;
            double middle = Math.max(0, 4 - 40 * Math.abs(x - 0.5));
            double y = below.points().get(i).y();
            assertEquals(middle, y, 0.03, "what was observed is what is expected, without the background");
        }
        assertTrue(WeightedFigure.of(ExampleMeasurements.systematics()).isEmpty());
    }

    @Test
    void aFolderThatCannotBeWrittenIsReported() {
        Path missing = temporary.resolve("missing");
        assertThrows(
                IOException.class,
                () -> new PlotWriter(List.of()).write(ExampleMeasurements.oneBin(), missing, CONSOLE));
    }
}
