package org.fiducia.writer.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.fiducia.api.Latex;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.ResultWriter;
import org.osgi.service.component.annotations.Component;

/**
 * Writes {@code index.html} for several measurements: a table of their results, and for each its numbers and pictures. It
 * needs nothing but the folders of the observables beside it.
 */
@Component(service = ResultWriter.class)
public final class PageWriter implements ResultWriter {
    private static final String STYLE = """
            body { font-family: sans-serif; margin: 2em auto; max-width: 75em; color: #222; }
            table { border-collapse: collapse; margin: 1em 0; }
            th, td { padding: .25em .9em; text-align: right; border-bottom: 1px solid #ddd; }
            th:first-child, td:first-child { text-align: left; }
            section { border-top: 2px solid #222; margin-top: 3em; }
            img { width: 48%; margin: .5%; vertical-align: top; }
            """;

    @Override
    public String id() {
        return "page";
    }

    @Override
    public String title() {
        return "index.html of several measurements";
    }

    /** One measurement needs no index. */
    @Override
    public void write(Measurement measurement, Path folder, Console console) {}

    @Override
    public void summarise(List<Measurement> measurements, Path folder, Console console) throws IOException {
        if (measurements.isEmpty()) {
            return;
        }
        Path page = folder.resolve("index.html");
        Path part = folder.resolve(".index.html.part");
        Files.writeString(part, html(measurements, folder), StandardCharsets.UTF_8);
        Files.move(part, page, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String html(List<Measurement> measurements, Path folder) throws IOException {
        Measurement first = measurements.get(0);
        String title = Latex.plain(first.analysis().title()) + ", "
                + String.format(
                        Locale.ROOT,
                        "%.4g TeV, %.1f /fb",
                        first.analysis().energy(),
                        first.analysis().luminosity());
        var html = new StringBuilder(
                        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Fiducia: ")
                .append(escaped(title))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>")
                .append(escaped(title))
                .append("</h1>\n<p>Fiducial cross sections, ")
                .append(escaped(first.data()))
                .append(" data.</p>\n<table>\n");
        row(html, "th", "observable", "bins", "Σσ (fb)", "stat", "syst", "SM (fb)", "p-value");
        for (Measurement m : measurements) {
            BinResult all = m.inclusive();
            String id = escaped(m.observable().id());
            html.append("<tr><td><a href=\"#")
                    .append(id)
                    .append("\">")
                    .append(id)
                    .append("</a></td>");
            cells(
                    html,
                    "td",
                    String.valueOf(m.bins().size()),
                    fixed(all.sigma()),
                    "±" + fixed(all.stat().up()),
                    "±" + fixed(all.syst().up()),
                    fixed(all.sm()),
                    String.format(Locale.ROOT, "%.3f", m.pValueSm()));
            html.append("</tr>\n");
        }
        html.append("</table>\n");
        for (Measurement m : measurements) {
            section(html, m, folder);
        }
        return html.append("</body>\n</html>\n").toString();
    }

    private static void section(StringBuilder html, Measurement m, Path folder) throws IOException {
        String id = escaped(m.observable().id());
        html.append("<section id=\"").append(id).append("\">\n<h2>").append(id).append(": ");
        html.append(escaped(Latex.plain(m.observable().title()))).append("</h2>\n<table>\n");
        String unit = m.observable().axes().get(0).unit();
        row(html, "th", unit.isEmpty() ? "bin" : "bin (" + unit + ")", "σ (fb)", "stat", "syst", "total", "SM (fb)");
        for (BinResult bin : m.bins()) {
            row(
                    html,
                    "td",
                    bin.bin().label(),
                    fixed(bin.sigma()),
                    pair(bin.stat().up(), bin.stat().down()),
                    pair(bin.syst().up(), bin.syst().down()),
                    pair(bin.total().up(), bin.total().down()),
                    fixed(bin.sm()));
        }
        html.append("</table>\n");
        Path own = folder.resolve(m.observable().id());
        for (String picture : files(own, ".svg")) {
            String at = id + "/" + escaped(picture);
            html.append("<a href=\"")
                    .append(at)
                    .append("\"><img loading=\"lazy\" src=\"")
                    .append(at)
                    .append("\" alt=\"");
            html.append(escaped(picture)).append("\"></a>\n");
        }
        html.append("<p>");
        for (String file : files(own, ".json")) {
            html.append("<a href=\"")
                    .append(id)
                    .append('/')
                    .append(escaped(file))
                    .append("\">");
            html.append(escaped(file)).append("</a> ");
        }
        html.append("</p>\n</section>\n");
    }

    /** Names of the files in a folder with an ending, in alphabetical order. */
    private static List<String> files(Path folder, String ending) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static void row(StringBuilder html, String tag, String... cells) {
        html.append("<tr>");
        cells(html, tag, cells);
        html.append("</tr>\n");
    }

    private static void cells(StringBuilder html, String tag, String... cells) {
        for (String cell : cells) {
            html.append('<')
                    .append(tag)
                    .append('>')
                    .append(escaped(cell))
                    .append("</")
                    .append(tag)
                    .append('>');
        }
    }

    private static String pair(double up, double down) {
        return "+" + fixed(up) + " −" + fixed(down);
    }

    private static String fixed(double x) {
        return String.format(Locale.ROOT, "%.4f", x);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
