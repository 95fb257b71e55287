package org.fiducia.writer.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.fiducia.api.Latex;
import org.fiducia.api.command.ResultFolder;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.Pulls;
import org.fiducia.api.measurement.ResultWriter;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.drawing.Captions;
import org.fiducia.drawing.Label;
import org.osgi.service.component.annotations.Component;

/**
 * Writes {@code index.html} for several measurements: a table of their results, and for each its numbers and pictures. It
 * needs nothing but the folders of the observables beside it.
 */
@Component(service = ResultWriter.class)
public final class PageWriter implements ResultWriter {
    private static final String STYLE = """
            body { font-family: "DejaVu Sans", sans-serif; font-size: 15px; margin: 2em auto; max-width: 96em; padding: 0 1em; color: #222; }
            .table { overflow-x: auto; }
            table { border-collapse: collapse; margin: 1em 0; }
            th, td { padding: .25em .7em; text-align: right; border-bottom: 1px solid #ddd; white-space: nowrap; }
            th:first-child, td:first-child { text-align: left; }
            .summary :is(th, td):is(:nth-child(2), :nth-child(9)) { text-align: left; }
            section { border-top: 2px solid #222; margin-top: 3em; }
            sub + sup { margin-left: -.45em; }
            .pictures { display: grid; gap: 1em; align-items: start; }
            .pictures { grid-template-columns: repeat(auto-fit, minmax(min(100%, 36em), 1fr)); }
            figure { margin: 0; max-width: 52em; }
            .wide { grid-column: 1 / -1; max-width: none; }
            figcaption { color: #555; padding: .3em .5em; }
            img { width: 100%; height: auto; }
            @media (max-width: 600px) { body { margin: 1em 0; padding: 0 .6em; } h1 { font-size: 1.4em; } }
            """;

    /** Pictures of which more is known than the name of the file, the most important first. */
    private static final Map<String, String> PICTURES = pictures();

    /** Of them those that cannot be read in half the width of a page. */
    private static final List<String> WIDE = List.of("impacts");

    /** What a picture shows; the name of one of which nothing is known. */
    private static String caption(String name) {
        String of = name.substring(name.indexOf('-') + 1);
        if (name.startsWith("breakdown-")) {
            return "contributions of the groups of nuisances to the uncertainty of " + of;
        }
        if (name.startsWith("impacts-")) {
            return "pulls of the nuisances with the largest impacts, and their impacts on " + of;
        }
        return PICTURES.getOrDefault(name, name);
    }

    /** Final states of several bins stand beside each other. */
    private static boolean isWide(Measurement m, String name) {
        return WIDE.contains(name) || name.equals("final-states") && m.bins().size() > 1;
    }

    private static Map<String, String> pictures() {
        var texts = new LinkedHashMap<String, String>();
        texts.put(
                "spectrum", "cross section of each bin with its uncertainties and the SM prediction, and their ratio");
        texts.put("final-states", "cross section of each final state with its SM prediction, and their ratio");
        texts.put(
                "fractions", "fractions of the final states over those of the SM, and the limits of what they can be");
        texts.put("normalisations", "fitted events of free backgrounds on what was expected before the fit");
        texts.put("response", "response matrix: efficiency in percent of each reconstructed and fiducial bin");
        texts.put("m4l", "mass distribution: data on the stacked components of the fit, and their ratio");
        texts.put(
                "m4l-wide",
                "mass distribution around the range of the fit: data on the stacked components as expected before the fit");
        texts.put(
                "m-weighted",
                "mass distribution with the weight S/(S+B) of each category, and what is left without the background");
        texts.put("correlation", "correlation of the cross sections of the bins");
        texts.put("breakdown", "relative uncertainty of each bin by group of nuisances");
        texts.put("impacts", "pulls of the nuisances with the largest impacts, and their impacts on each bin");
        return texts;
    }

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
        String html = html(measurements, folder);
        try (var page = new ResultFolder(folder, "page")) {
            Files.writeString(page.path().resolve("index.html"), html, StandardCharsets.UTF_8);
            page.add();
        }
    }

    private static String html(List<Measurement> measurements, Path folder) throws IOException {
        Measurement first = measurements.get(0);
        Label title = Label.of(first.analysis().title() + ": " + Captions.exposure(first.analysis()));
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Fiducia: ")
                .append(escaped(title.plain()))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>")
                .append(title.html())
                .append("</h1>\n<p>Fiducial cross sections from ")
                .append(escaped(data(first)))
                .append(". Uncertainties of sums are those of the fit with its correlations.</p>\n")
                .append("<div class=\"table summary\"><table>\n");
        row(
                html,
                "th",
                "observable",
                "",
                "bins",
                "Σσ (fb)",
                "stat",
                "syst",
                "SM (fb)",
                "Σσ/SM",
                "largest deviation",
                "p-value");
        for (Measurement m : measurements) {
            BinResult all = m.inclusive();
            String id = escaped(m.observable().id());
            row(
                    html,
                    "td",
                    "<a href=\"#" + id + "\">" + id + "</a>",
                    Label.of(m.observable().title()).html(),
                    String.valueOf(m.bins().size()),
                    fixed(all.sigma()),
                    "+" + fixed(all.stat().up()) + " −" + fixed(all.stat().down()),
                    "+" + fixed(all.syst().up()) + " −" + fixed(all.syst().down()),
                    fixed(all.sm()),
                    ratio(all),
                    formula(m.largestDeviation()),
                    m.pValueText());
        }
        html.append("</table></div>\n");
        String pulls = Pulls.line(measurements);
        html.append(pulls.isEmpty() ? "" : "<p>" + formula(pulls) + ".</p>\n");
        for (Measurement m : measurements) {
            section(html, m, folder);
        }
        return html.append("</body>\n</html>\n").toString();
    }

    private static void section(StringBuilder html, Measurement m, Path folder) throws IOException {
        String id = escaped(m.observable().id());
        html.append("<section id=\"").append(id).append("\">\n<h2>").append(id).append(": ");
        html.append(Label.of(m.observable().title()).html()).append("</h2>\n<div class=\"table\"><table>\n");
        String unit = String.join(", ", m.observable().units());
        row(
                html,
                "th",
                unit.isEmpty() ? "bin" : "bin (" + escaped(unit) + ")",
                "σ (fb)",
                "stat",
                "syst",
                "total",
                "SM (fb)",
                "σ/SM");
        for (BinResult bin : m.bins()) {
            row(
                    html,
                    "td",
                    formula(bin.bin().label()),
                    fixed(bin.sigma()),
                    pair(bin.stat()),
                    pair(bin.syst()),
                    pair(bin.total())
                            + (bin.ends().mark().isEmpty()
                                    ? ""
                                    : " " + bin.ends().mark()),
                    fixed(bin.sm()) + (bin.theory().up() > 0 ? " " + pair(bin.theory()) : ""),
                    ratio(bin));
        }
        html.append("</table></div>\n");
        calibrated(html, m);
        html.append("<div class=\"pictures\">\n");
        Path own = folder.resolve(m.observable().id());
        var pictures = new ArrayList<>(files(own, ".svg"));
        pictures.sort(Comparator.comparingInt(PageWriter::rank));
        for (String picture : pictures) {
            String at = id + "/" + escaped(picture);
            String name = picture.substring(0, picture.length() - ".svg".length());
            String caption = caption(name);
            String text = m.observable().id() + ": " + caption;
            html.append(isWide(m, name) ? "<figure class=\"wide\">" : "<figure>")
                    .append("<a href=\"")
                    .append(at)
                    .append("\"><img loading=\"lazy\" src=\"");
            html.append(at).append("\" alt=\"").append(escaped(text)).append("\"></a>\n<figcaption>");
            html.append(escaped(Character.toUpperCase(caption.charAt(0)) + caption.substring(1)))
                    .append("</figcaption></figure>\n");
        }
        html.append("</div>\n<p>");
        for (String file : files(own, ".json")) {
            html.append("<a href=\"")
                    .append(id)
                    .append('/')
                    .append(escaped(file))
                    .append("\">");
            html.append(escaped(file)).append("</a> ");
        }
        html.append("<a href=\"#\">top</a></p>\n</section>\n");
    }

    /** What marks of intervals mean, and limits of those that are calibrated. */
    private static void calibrated(StringBuilder html, Measurement m) {
        List<BinResult> calibrated =
                m.bins().stream().filter(bin -> bin.ends().calibrated()).toList();
        if (!calibrated.isEmpty()) {
            html.append(
                            "<p>FC: Feldman–Cousins interval, thresholds of 2ΔNLL from toys, where 2ΔNLL = 1 would not cover")
                    .append(" 68.3 %. Upper limits at 95 %:");
            String separator = " ";
            for (BinResult bin : calibrated) {
                html.append(separator)
                        .append(formula(bin.bin().label()))
                        .append(": ")
                        .append(fixed(bin.ends().calibration().upperLimit()))
                        .append(" fb");
                separator = ", ";
            }
            html.append(".</p>\n");
        }
        if (m.bins().stream()
                .anyMatch(bin -> bin.ends().lowerIsLimit() || bin.ends().upperIsLimit())) {
            html.append(
                            "<p>(lower limit), (upper limit): that end of the interval is the limit of the cross section or the")
                    .append(" edge of positive expectation.</p>\n");
        }
    }

    /** Place of a picture among all; unknown ones follow in the order of their names. */
    private static int rank(String file) {
        int rank = List.copyOf(PICTURES.keySet()).indexOf(file.substring(0, file.length() - ".svg".length()));
        return rank < 0 ? PICTURES.size() : rank;
    }

    /** Plain text with its formulas set. */
    private static String formula(String plain) {
        return Label.of(Latex.ofPlain(plain)).html();
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

    /** A row of cells that are HTML already. */
    private static void row(StringBuilder html, String tag, String... cells) {
        html.append("<tr>");
        for (String cell : cells) {
            html.append('<').append(tag).append('>').append(cell);
            html.append("</").append(tag).append('>');
        }
        html.append("</tr>\n");
    }

    private static String pair(Uncertainty u) {
        return "+" + fixed(u.up()) + " −" + fixed(u.down());
    }

    /** The points of the pictures in the middle of a sentence. */
    private static String data(Measurement m) {
        String data = Captions.data(m.analysis(), m.data());
        return m.data().equals("observed") ? Character.toLowerCase(data.charAt(0)) + data.substring(1) : data;
    }

    /** Cross section over the prediction, with the total uncertainty of the former. */
    private static String ratio(BinResult bin) {
        if (!(bin.sm() > 0)) {
            return "–";
        }
        return String.format(
                Locale.ROOT,
                "%.2f +%.2f −%.2f",
                bin.sigma() / bin.sm(),
                bin.total().up() / bin.sm(),
                bin.total().down() / bin.sm());
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
