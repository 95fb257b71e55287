package org.fiducia.writer.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.ResultWriter;
import org.fiducia.testkit.ExampleMeasurements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageWriterTest {
    @TempDir
    private Path folder;

    @Test
    void marksCalibratedIntervalsAndLimits() throws Exception {
        var console = new ResultWriter.Console(new PrintWriter(new StringWriter()), false);
        new PageWriter().summarise(List.of(ExampleMeasurements.calibrated()), folder, console);
        String html = Files.readString(folder.resolve("index.html"));
        assertTrue(html.contains("<td>+0.0600 −0.0200 FC (lower limit)</td>"), html);
        assertTrue(html.contains(" (upper limit)</td>"), html);
        assertTrue(html.contains("Feldman–Cousins") && html.contains("0.1234 fb"), html);
        new PageWriter().summarise(List.of(ExampleMeasurements.rapidity()), folder, console);
        assertTrue(!Files.readString(folder.resolve("index.html")).contains("Feldman"));
    }

    @Test
    void showsEveryObservableWithItsPictures() throws Exception {
        List<Measurement> measurements = List.of(
                ExampleMeasurements.transverseMomentum(),
                ExampleMeasurements.rapidity(),
                ExampleMeasurements.rectangles());
        for (Measurement m : measurements) {
            Path own = Files.createDirectories(folder.resolve(m.observable().id()));
            Files.createFile(own.resolve("spectrum.svg"));
            Files.createFile(own.resolve("breakdown-mH.svg"));
            Files.createFile(own.resolve("m-weighted.svg"));
            Files.createFile(own.resolve("result.json"));
        }
        new PageWriter()
                .summarise(measurements, folder, new ResultWriter.Console(new PrintWriter(new StringWriter()), false));
        String html = Files.readString(folder.resolve("index.html"));
        for (Measurement m : measurements) {
            String id = m.observable().id();
            assertTrue(html.contains("<a href=\"#" + id + "\">"), id);
            assertTrue(html.contains("src=\"" + id + "/spectrum.svg\""), id);
            assertTrue(html.contains("href=\"" + id + "/result.json\""), id);
            assertTrue(html.contains("alt=\"" + id + ": cross section"), id);
            assertTrue(html.contains("<td>" + m.largestDeviation().substring(0, 4)), id);
            assertTrue(html.contains("<figcaption>Cross section of each bin"), id);
            assertTrue(
                    html.contains("<figcaption>Contributions of the groups of nuisances to the uncertainty of mH"), id);
            assertTrue(html.contains("<figcaption>Mass distribution with the weight S/(S+B)"), id);
            for (BinResult bin : m.bins()) {
                double sm = bin.sm();
                String ratio = String.format(
                        Locale.ROOT,
                        "<td>%.2f +%.2f −%.2f</td>",
                        bin.sigma() / sm,
                        bin.total().up() / sm,
                        bin.total().down() / sm);
                assertTrue(html.contains(ratio), ratio);
                assertTrue(html.contains(String.format(Locale.ROOT, "<td>%.4f</td>", bin.sigma())), id);
            }
        }
        assertTrue(html.contains("<title>Fiducia: H → ZZ → 4ℓ: 170.8 fb−1 (13.6 TeV)"), html);
        assertTrue(html.contains("cross sections from data. "), html);
        assertTrue(html.contains("<i>p</i><sub><i>T</i></sub><sup>4ℓ</sup>"), "titles are formulas");
        // well-formed but for the two elements that HTML leaves open
        String xml = html.replace("<!DOCTYPE html>", "").replaceAll("<(meta|img)([^>]*)>", "<$1$2/>");
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new java.io.ByteArrayInputStream(xml.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertEquals(
                measurements.size(), document.getElementsByTagName("section").getLength());
    }

    @Test
    void finalStatesOfSeveralBinsAreWide() throws Exception {
        for (Measurement m : List.of(ExampleMeasurements.oneBin(), ExampleMeasurements.angle())) {
            Path own = Files.createDirectories(folder.resolve(m.observable().id()));
            for (String name : List.of("correlation", "fractions", "final-states", "spectrum")) {
                Files.createFile(own.resolve(name + ".svg"));
            }
            new PageWriter()
                    .summarise(
                            List.of(m), folder, new ResultWriter.Console(new PrintWriter(new StringWriter()), false));
            String html = Files.readString(folder.resolve("index.html"));
            assertTrue(html.contains("Cross section of each final state"), html);
            assertEquals(
                    m.bins().size() > 1,
                    html.contains("<figure class=\"wide\">"),
                    m.observable().id());
            int spectrum = html.indexOf("/spectrum.svg");
            int states = html.indexOf("/final-states.svg");
            int fractions = html.indexOf("/fractions.svg");
            assertTrue(spectrum < states && states < fractions && fractions < html.indexOf("/correlation.svg"), html);
        }
    }

    @Test
    void simulatedDataSaySo() throws Exception {
        new PageWriter()
                .summarise(
                        List.of(ExampleMeasurements.labelled(ExampleMeasurements.rapidity(), "Simulation")),
                        folder,
                        new ResultWriter.Console(new PrintWriter(new StringWriter()), false));
        String html = Files.readString(folder.resolve("index.html"));
        assertTrue(html.contains("Simulation, 170.8 fb<sup>−1</sup> (13.6 TeV)"), html);
        assertTrue(html.contains("cross sections from Asimov data"), html);
        new PageWriter()
                .summarise(
                        List.of(ExampleMeasurements.labelled(ExampleMeasurements.jetCount(), "Simulation")),
                        folder,
                        new ResultWriter.Console(new PrintWriter(new StringWriter()), false));
        assertTrue(Files.readString(folder.resolve("index.html")).contains("cross sections from simulated data"));
    }
}
