package org.fiducia.writer.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Item;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.ReportWriter;
import org.fiducia.api.report.Table;
import org.fiducia.api.report.Table.Align;
import org.fiducia.api.report.Table.Column;
import org.fiducia.api.report.Text;
import org.fiducia.api.store.Keeper;
import org.fiducia.drawing.FigureFiles;
import org.fiducia.drawing.Label;
import org.fiducia.drawing.WebPage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Draws the figures of reports, and writes reports as pages with their figures in them. */
@Component(service = ReportWriter.class)
public final class PageReportWriter implements ReportWriter {
    private static final String STYLE = """
            body { max-width: 80em; }
            p { white-space: pre-line; }
            figure { margin: 2em 0; }
            @media (max-width: 40em) { th:first-child, td:first-child { min-width: 10em; } }
            """;

    private final Keeper keeper;

    /** @param keepers of what was drawn; may be empty */
    @Activate
    public PageReportWriter(@Reference(policyOption = ReferencePolicyOption.GREEDY) List<Keeper> keepers) {
        this.keeper = keepers.isEmpty() ? Keeper.NONE : keepers.get(0);
    }

    private byte[] kept(String what, Supplier<byte[]> draw) {
        return keeper.kept(this, what, draw);
    }

    @Override
    public void pictures(List<Figure> figures, Path folder, int threads) throws IOException {
        FigureFiles.write(figures, folder, threads, this::kept);
    }

    @Override
    public void page(Report report, Path file) throws IOException {
        Files.writeString(file, html(report), StandardCharsets.UTF_8);
    }

    private String html(Report report) {
        Label title = Label.of(report.title());
        var html = new StringBuilder("<h1>").append(title.html()).append("</h1>\n");
        for (Item item : report.items()) {
            if (item instanceof Text text) {
                add(html, text);
            } else if (item instanceof Table table) {
                add(html, table);
            } else if (item instanceof Figure figure) {
                add(html, figure);
            }
        }
        return new WebPage("Fiducia: " + title.plain(), STYLE, false).html(html.toString());
    }

    private static void add(StringBuilder html, Text text) {
        String lines = String.join("\n", text.lines()).strip();
        if (!lines.isEmpty()) {
            html.append("<p>").append(Label.verbatim(lines).html()).append("</p>\n");
        }
    }

    private static void add(StringBuilder html, Table table) {
        html.append("<div class=\"table\"><table>\n");
        if (!table.title().isEmpty()) {
            html.append("<caption>").append(formula(table.title())).append("</caption>\n");
        }
        row(
                html,
                "th",
                table.columns(),
                table.columns().stream().map(Column::heading).toList());
        for (var cells : table.rows()) {
            row(
                    html,
                    "td",
                    table.columns(),
                    cells.stream().map(cell -> cell.text().strip()).toList());
        }
        html.append("</table></div>\n");
    }

    private static void row(StringBuilder html, String tag, List<Column> columns, List<String> texts) {
        html.append("<tr>");
        for (int c = 0; c < texts.size(); c++) {
            boolean right = columns.get(c).align() == Align.RIGHT;
            html.append('<')
                    .append(tag)
                    .append(right ? " class=\"right\">" : ">")
                    .append(formula(texts.get(c)))
                    .append("</")
                    .append(tag)
                    .append('>');
        }
        html.append("</tr>\n");
    }

    /** Words with formulas between pairs of dollar signs; a dollar sign alone is one. */
    private static String formula(String text) {
        boolean paired = text.chars().filter(c -> c == '$').count() % 2 == 0;
        return (paired ? Label.of(text) : Label.verbatim(text)).html();
    }

    private void add(StringBuilder html, Figure figure) {
        String body = WebPage.inline(FigureFiles.svg(figure, this::kept));
        html.append("<figure>\n").append(body).append("</figure>\n");
    }
}
