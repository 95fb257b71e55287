package org.fiducia.writer.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fiducia.api.report.Cell;
import org.fiducia.api.report.Document;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Line;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.Table;
import org.fiducia.api.report.Table.Column;
import org.fiducia.api.report.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageReportWriterTest {
    private static Figure figure(String id) {
        var panel = new Panel(
                Axis.linear("y", ""), 1, List.of(new Line("data", List.of(0.0, 1.0), List.of(1.0, 2.0))), List.of());
        return new Figure(id, "title of " + id, "", Axis.linear("x", ""), List.of(panel));
    }

    @TempDir
    Path folder;

    @Test
    void aPageHoldsEverythingAndNeedsNothing() throws Exception {
        Table table = Table.of("", Column.left("bin", "$p_T$"), Column.right("sigma", "σ", "fb"))
                .titled("cross sections")
                .row(Cell.of("a < b & c"), Cell.of(1.5, "%.2f"))
                .row(Cell.of("costs 5 $"), Cell.of(Double.NaN, "%.2f"))
                .table();
        Path file = folder.resolve("r.html");
        var report = new Report(
                "r",
                "Bins of $p_T$",
                Text.of("first <line>", "second"),
                table,
                new Document(Map.of("hidden", "value")),
                figure("one"),
                figure("two"));
        new PageReportWriter(List.of()).page(report, file);
        String html = Files.readString(file);
        for (String part : List.of(
                "<h1>Bins of <i>p</i><sub>",
                "first &lt;line&gt;\nsecond",
                "<caption>cross sections</caption>",
                "<th class=\"right\">σ (fb)</th>",
                "<td>a &lt; b &amp; c</td><td class=\"right\">1.50</td>",
                "<td>costs 5 $</td><td class=\"right\"></td>",
                "title of one",
                "title of two")) {
            assertTrue(html.contains(part), part + " in " + html.substring(0, 2500));
        }
        assertEquals(2, html.split("<svg ", -1).length - 1);
        assertFalse(html.contains(" id=\""), "names that two figures would share");
        assertFalse(html.contains("<?xml") || html.contains("hidden"));
        String without = html.replaceAll("xmlns(:\\w+)?=\"[^\"]*\"", "");
        assertFalse(without.contains("http:") || without.contains("https:") || without.contains("src="), "alone");
    }
}
