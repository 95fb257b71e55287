package org.fiducia.writer.page;

import java.util.List;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.drawing.Captions;
import org.fiducia.drawing.Label;
import org.fiducia.drawing.WebPage;

/** The page of a measurement: what was measured, how, and from what. */
final class ReportPage {
    private static final String STYLE = WebPage.resource(ReportPage.class, "report.css");

    private ReportPage() {}

    /**
     * The page.
     *
     * @param pictures of the measurement, which it holds
     */
    static String html(Measurement m, Pictures pictures) {
        var results = new ResultParts(m);
        var fit = new FitParts(m);
        String headline = results.headline();
        List<Part> parts = List.of(
                results.crossSections(pictures),
                results.predictions(),
                results.definition(),
                results.interest(pictures),
                fit.fit(pictures),
                fit.yields(),
                fit.response(pictures),
                results.correlation(pictures),
                new SystematicsParts(m).all(pictures),
                new AnswerParts(m.answers()).all(pictures),
                new Part("pictures", "Further pictures", pictures.figures(name -> true)),
                new OriginPart(m).all());
        List<Part> told = parts.stream().filter(part -> !part.html().isEmpty()).toList();
        Label title = Label.of(m.observable().title());
        Label analysis = Label.of(m.analysis().title());
        var body = new StringBuilder("<header>\n<p class=\"analysis\">")
                .append(analysis.html())
                .append("</p>\n<h1>Cross section in ")
                .append(title.html())
                .append("</h1>\n<p class=\"exposure\">")
                .append(Words.of(Captions.exposure(m.analysis())))
                .append(" · ")
                .append(Words.code(m.observable().id()))
                .append("</p>\n")
                .append(headline)
                .append("</header>\n<nav aria-label=\"contents\"><ul>\n");
        told.forEach(part -> body.append(part.entry()));
        body.append("</ul></nav>\n<main>\n");
        told.forEach(part -> body.append(part.section()));
        body.append("</main>\n");
        return new WebPage("Fiducia: " + analysis.plain() + ", " + title.plain(), STYLE, false)
                .html(body.toString(), results.further());
    }
}
