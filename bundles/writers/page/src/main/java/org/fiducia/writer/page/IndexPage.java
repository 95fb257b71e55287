package org.fiducia.writer.page;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.Pulls;
import org.fiducia.drawing.Captions;
import org.fiducia.drawing.Label;
import org.fiducia.drawing.WebPage;

/** The page of several measurements: a table of their results, and the way to the page of each. */
final class IndexPage {
    private static final String STYLE = WebPage.resource(IndexPage.class, "report.css");

    private IndexPage() {}

    /**
     * The page.
     *
     * @param measurements at least one
     * @param folder where the folders of the observables are
     */
    static String html(List<Measurement> measurements, Path folder) {
        Measurement first = measurements.get(0);
        Label analysis = Label.of(first.analysis().title());
        String exposure = Captions.exposure(first.analysis());
        var body = new StringBuilder("<header>\n<h1>")
                .append(analysis.html())
                .append("</h1>\n<p class=\"exposure\">")
                .append(Words.of(exposure))
                .append("</p>\n<p>Fiducial cross sections from ")
                .append(Words.of(Words.data(first)))
                .append(". Uncertainties of sums are those of the fit with its correlations.</p>\n</header>\n<main>\n");
        var table = new HtmlTable(
                List.of(0, 1, 7),
                List.of(
                        "observable",
                        "",
                        "bins",
                        "Σσ (fb)",
                        "total",
                        "SM (fb)",
                        "Σσ/SM",
                        "largest deviation",
                        "<i>p</i>-value"));
        for (Measurement m : measurements) {
            BinResult all = m.inclusive();
            int decimals = Words.decimals(all.total());
            table.row(
                    "<a href=\"" + page(m) + "\">"
                            + Words.escaped(m.observable().id()) + "</a>",
                    Words.of(m.observable().title()),
                    String.valueOf(m.bins().size()),
                    Words.number(all.sigma(), decimals),
                    Words.pair(all.total(), decimals),
                    Words.number(all.sm(), all.theory().up() > 0 ? Words.decimals(all.theory()) : decimals),
                    ResultParts.ratio(all),
                    Words.formula(m.largestDeviation()),
                    m.pValueText());
        }
        body.append(table.html());
        String pulls = Pulls.line(measurements);
        body.append(pulls.isEmpty() ? "" : "<p>" + Words.formula(pulls) + ".</p>\n");
        body.append("<div class=\"pictures\">\n");
        for (Measurement m : measurements) {
            String id = Words.escaped(m.observable().id());
            if (Files.exists(folder.resolve(m.observable().id()).resolve("spectrum.svg"))) {
                body.append("<figure><a href=\"")
                        .append(page(m))
                        .append("\"><img loading=\"lazy\" src=\"")
                        .append(id)
                        .append("/spectrum.svg\" alt=\"")
                        .append(id)
                        .append(": cross section of each bin\"></a>\n<figcaption>")
                        .append(Words.of(m.observable().title()))
                        .append("</figcaption></figure>\n");
            }
        }
        body.append("</div>\n</main>\n");
        String title =
                "Fiducia: " + analysis.plain() + ": " + Label.of(exposure).plain();
        return new WebPage(title, STYLE, true).html(body.toString());
    }

    private static String page(Measurement m) {
        return Words.escaped(m.observable().id()) + "/" + PageWriter.REPORT;
    }
}
