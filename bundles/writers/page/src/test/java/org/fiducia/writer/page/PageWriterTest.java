package org.fiducia.writer.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.Measurement.Yield;
import org.fiducia.api.measurement.PredictedSpectrum;
import org.fiducia.api.measurement.ResultWriter;
import org.fiducia.api.observable.Bin;
import org.fiducia.testkit.ExampleMeasurements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PageWriterTest {
    private static final String SVG =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg width=\"9\"><defs id=\"genericDefs\"/>"
                    + "<rect class=\"place\" data-bin=\"0\"><title>a &lt; b\nvalue: 1</title></rect></svg>\n";

    @TempDir
    private Path folder;

    private static ResultWriter.Console console() {
        return new ResultWriter.Console(new PrintWriter(new StringWriter()), false);
    }

    private String report(Measurement m) throws Exception {
        new PageWriter().write(m, folder, console());
        return Files.readString(folder.resolve("report.html"));
    }

    private String index(Measurement... measurements) throws Exception {
        new PageWriter().summarise(List.of(measurements), folder, console());
        return Files.readString(folder.resolve("index.html"));
    }

    /** A page is well-formed but for its document type and the elements that HTML leaves open. */
    private static Document parsed(String html) throws Exception {
        String xml = html.replace("<!DOCTYPE html>", "")
                .replaceAll("(?s)<(script|style)[^>]*>.*?</\\1>", "")
                .replaceAll("<(meta|img|br)([^>]*)>", "<$1$2/>");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Element> all(Document page, String tag) {
        NodeList nodes = page.getElementsByTagName(tag);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    private static Set<Double> numbers(Document page) {
        var values = new HashSet<Double>();
        all(page, "data").forEach(data -> values.add(Double.valueOf(data.getAttribute("value"))));
        return values;
    }

    @Test
    void everyFormOfAMeasurementHasItsNumbers() throws Exception {
        var forms = new TreeMap<>(ExampleMeasurements.all());
        forms.put("systematics", ExampleMeasurements.systematics());
        forms.put("compared", ExampleMeasurements.compared());
        for (Map.Entry<String, Measurement> form : forms.entrySet()) {
            Measurement m = form.getValue();
            Document page = parsed(report(m));
            Set<Double> values = numbers(page);
            var results = new ArrayList<>(m.bins());
            results.add(m.inclusive());
            for (BinResult bin : results) {
                if (Double.isFinite(bin.sigma()) && Double.isFinite(bin.sm())) {
                    assertTrue(values.containsAll(List.of(bin.sigma(), bin.sm())), form.getKey() + bin);
                }
            }
            m.parameters().forEach(p -> assertTrue(values.contains(p.value()), form.getKey() + p));
            m.interest().forEach(r -> assertTrue(values.contains(r.value()), form.getKey() + r));
            m.details()
                    .reuse()
                    .predictions()
                    .forEach(p -> assertTrue(values.contains(p.sigma()[0]), form.getKey() + p.name()));
            var ids = new HashSet<String>();
            all(page, "section").forEach(section -> ids.add(section.getAttribute("id")));
            for (Element link : all(page, "a")) {
                assertTrue(ids.contains(link.getAttribute("href").substring(1)), link.getTextContent());
            }
            assertEquals(ids.size(), all(page, "a").size(), "a line of the contents for each part");
        }
    }

    /** Two significant digits of the total uncertainty, everything of a row with as many decimals. */
    @Test
    void numbersAreRounded() throws Exception {
        Measurement m = ExampleMeasurements.calibrated();
        String html = report(m);
        assertTrue(html.contains("+0.060\u00a0−0.020</span> FC (lower limit)</td>"), html);
        assertTrue(html.contains(" (upper limit)</td>"), html);
        assertTrue(html.contains("Feldman–Cousins") && html.contains("0.123 fb"), html);
        assertFalse(report(ExampleMeasurements.rapidity()).contains("Feldman"));
    }

    @Test
    void saysWhatIsPredictedAndWhatIsMeasured() throws Exception {
        Measurement m = ExampleMeasurements.compared();
        String html = report(m);
        for (PredictedSpectrum p : m.details().reuse().predictions()) {
            assertTrue(html.contains("<td class=\"right\">" + p.agreement().degrees() + "</td>"), p.name());
        }
        assertTrue(html.contains("1.0 × 10<sup>−9</sup>"), "a small probability");
        assertTrue(html.contains("<li>four leptons, <i>p</i><sub><i>T</i></sub>"), "definition");
        assertTrue(html.contains("<li>105 &lt; <i>m</i><sub>"), "definition");
        assertTrue(html.contains("Statistical covariance"), "covariance");
    }

    /** Yields of a bin, a category, a region, and their sums: 2 + 3, 4 + 5 and 7 events. */
    @Test
    void yieldsAreAddedUp() throws Exception {
        Measurement m = ExampleMeasurements.transverseMomentum();
        String category = m.analysis().categories().get(0).id();
        List<Bin> bins = m.observable().reconstructed().bins();
        var yields = List.of(
                new Yield("2022", category, bins.get(0).label(), "signal", 1, 2),
                new Yield("2022", category, bins.get(1).label(), "signal", 1, 3),
                new Yield("2022", category, bins.get(1).label(), "ZX", 1, 4),
                new Yield("2023", "other", bins.get(1).label(), "ZX", 1, 5),
                new Yield("2023", "", "CR", "ZX", 1, 7.25));
        Document page = parsed(report(m.withYields(yields)));
        Element section = all(page, "section").stream()
                .filter(of -> of.getAttribute("id").equals("yields"))
                .findFirst()
                .orElseThrow();
        var rows = new ArrayList<String>();
        NodeList cells = section.getElementsByTagName("tr");
        for (int i = 0; i < cells.getLength(); i++) {
            rows.add(cells.item(i).getTextContent());
        }
        String second = all(parsed("<p>" + Words.formula(bins.get(1).label()) + "</p>"), "p")
                .get(0)
                .getTextContent();
        assertTrue(rows.contains("all5.0 (2.0)9.0 (2.0)14.0 (4.0)"), rows::toString);
        assertTrue(rows.contains(second + "3.0 (1.0)9.0 (2.0)12.0 (3.0)"), rows::toString);
        assertTrue(rows.contains("other0.0 (0.0)5.0 (1.0)5.0 (1.0)"), rows::toString);
        assertTrue(rows.contains("CR7.3 (1.0)7.3 (1.0)"), "a region of its own: " + rows);
        assertEquals(3, rows.stream().filter(row -> row.startsWith("all")).count(), "not of one region");
    }

    /** Every picture of the folder once, each with its places; known ones where they belong, others at the end. */
    @Test
    void holdsEveryPicture() throws Exception {
        List<String> names = List.of("spectrum", "breakdown-mH", "m-weighted", "m4l", "m4l-wide", "zoo", "response");
        for (String name : names) {
            Files.writeString(folder.resolve(name + ".svg"), SVG);
        }
        String html = report(ExampleMeasurements.systematics());
        Document page = parsed(html);
        List<Element> figures = all(page, "figure");
        assertEquals(
                Set.copyOf(names),
                Set.copyOf(figures.stream()
                        .map(figure -> figure.getAttribute("data-picture"))
                        .toList()));
        assertEquals(names.size(), figures.size());
        assertEquals("spectrum", figures.get(0).getAttribute("data-picture"));
        assertEquals("zoo", figures.get(figures.size() - 1).getAttribute("data-picture"));
        assertTrue(html.contains("Contributions of the groups of nuisances to the uncertainty of mH"));
        for (Element svg : all(page, "svg")) {
            assertNotEquals("", svg.getAttribute("aria-label"));
            assertEquals(
                    "a < b\nvalue: 1", svg.getElementsByTagName("title").item(0).getTextContent());
        }
        assertFalse(html.contains("genericDefs") || html.contains("<?xml"));
        assertTrue(html.contains("\"luminosity: +"), "groups are told with the spectrum");
    }

    /** The browser is told to run and to fetch nothing but what is in the page, and nothing else is there. */
    @Test
    void needsNothingAndRunsNothingElse() throws Exception {
        String html = report(ExampleMeasurements.systematics());
        assertTrue(html.contains("content=\"default-src 'none'; script-src 'sha256-"), html.substring(0, 400));
        assertFalse(html.contains("src=") || html.contains("unsafe") || html.contains("@import"));
        assertFalse(html.replaceAll("xmlns(:\\w+)?=\"[^\"]*\"", "").matches("(?s).*https?:.*"));
        assertFalse(html.contains(" style="), "the policy forbids it");
    }

    /** What cards and plug-ins call things is text, in the page and in what the script reads. */
    @Test
    void titlesAreNoHtml() throws Exception {
        String evil = "</title></script><script>alert(\"1\")</script><img src=x onerror=alert(1)>";
        var made = new LinkedHashMap<String, Object>();
        made.put("command", evil);
        made.put("inputs", Map.of(evil, evil));
        made.put(evil, evil);
        made.put(
                "settings",
                Map.of(
                        "default",
                        evil,
                        "changed",
                        List.of(Map.of("at", evil, "value", evil, "default", List.of(evil)))));
        Measurement m = ExampleMeasurements.labelled(ExampleMeasurements.compared(), evil)
                .withProvenance(made);
        int scripts = report(ExampleMeasurements.compared()).split("<script", -1).length;
        for (String html : List.of(report(m), index(m))) {
            assertFalse(html.contains("<img src=x") || html.contains("<script>alert"), html);
        }
        assertEquals(scripts, report(m).split("<script", -1).length);
        parsed(report(m));
    }

    @Test
    void settingsThatDifferAreShown() throws Exception {
        var change = new LinkedHashMap<String, Object>();
        change.put("at", "/point/mH");
        change.put("value", 126);
        change.put("default", null);
        change.put("commandLine", true);
        Measurement m = ExampleMeasurements.rapidity();
        String html = report(
                m.withProvenance(Map.of("settings", Map.of("default", "analysis.json", "changed", List.of(change)))));
        assertTrue(
                html.contains(
                        "<td><code>/point/mH</code></td><td><code>126</code></td><td>–</td><td>on the command line</td>"),
                html);
        String none =
                report(m.withProvenance(Map.of("settings", Map.of("default", "analysis.json", "changed", List.of()))));
        assertTrue(none.contains("<p>None: all are those of <code>analysis.json</code>.</p>"), none);
    }

    @Test
    void theIndexLeadsToTheReports() throws Exception {
        Measurement[] measurements = {
            ExampleMeasurements.transverseMomentum(), ExampleMeasurements.rapidity(), ExampleMeasurements.rectangles()
        };
        Files.createDirectories(folder.resolve(measurements[1].observable().id()));
        Files.writeString(folder.resolve(measurements[1].observable().id() + "/spectrum.svg"), SVG);
        String html = index(measurements);
        Document page = parsed(html);
        for (Measurement m : measurements) {
            String id = m.observable().id();
            assertTrue(html.contains("<a href=\"" + id + "/report.html\">" + id + "</a>"), id);
            assertTrue(html.contains("<td>" + m.largestDeviation().substring(0, 4)), id);
            assertTrue(numbers(page).contains(m.inclusive().sigma()), id);
        }
        assertEquals(1, all(page, "img").size());
        assertTrue(html.contains("<title>Fiducia: H → ZZ → 4ℓ: 170.8 fb−1 (13.6 TeV)"), html);
        assertTrue(html.contains("cross sections from data. "), html);
        assertTrue(html.contains("<i>p</i><sub><i>T</i></sub><sup>4ℓ</sup>"), "titles are formulas");
    }

    @Test
    void simulatedDataSaySo() throws Exception {
        String html = index(ExampleMeasurements.labelled(ExampleMeasurements.rapidity(), "Simulation"));
        assertTrue(html.contains("Simulation, 170.8 fb<sup>−1</sup> (13.6 TeV)"), html);
        assertTrue(html.contains("cross sections from Asimov data"), html);
        Measurement simulated = ExampleMeasurements.labelled(ExampleMeasurements.jetCount(), "Simulation");
        assertTrue(index(simulated).contains("cross sections from simulated data"));
        assertTrue(report(simulated).contains("simulated data, "));
    }
}
