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
    void showsEveryObservableWithItsPictures() throws Exception {
        List<Measurement> measurements = List.of(
                ExampleMeasurements.transverseMomentum(),
                ExampleMeasurements.rapidity(),
                ExampleMeasurements.rectangles());
        for (Measurement m : measurements) {
            Path own = Files.createDirectories(folder.resolve(m.observable().id()));
            Files.createFile(own.resolve("spectrum.svg"));
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
            for (BinResult bin : m.bins()) {
                assertTrue(html.contains(String.format(Locale.ROOT, "<td>%.4f</td>", bin.sigma())), id);
            }
        }
        assertTrue(html.contains("<i>p</i><sub><i>T</i></sub><sup>4ℓ</sup>"), "titles are formulas");
        // well-formed but for the two elements that HTML leaves open
        String xml = html.replace("<!DOCTYPE html>", "").replaceAll("<(meta|img)([^>]*)>", "<$1$2/>");
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new java.io.ByteArrayInputStream(xml.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertEquals(
                measurements.size(), document.getElementsByTagName("section").getLength());
    }
}
