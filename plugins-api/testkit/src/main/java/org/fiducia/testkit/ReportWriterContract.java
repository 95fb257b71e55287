package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fiducia.api.report.Cell;
import org.fiducia.api.report.Document;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Line;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.ReportWriter;
import org.fiducia.api.report.Table;
import org.fiducia.api.report.Table.Column;
import org.fiducia.api.report.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What everything keeps that draws reports. The test of one extends it and gives the writer to the constructor. */
public abstract class ReportWriterContract {
    private static final List<String> IDS = List.of("a", "b", "c");

    private final ReportWriter writer;

    @TempDir
    private Path folder;

    /** @param writer the writer under test */
    protected ReportWriterContract(ReportWriter writer) {
        this.writer = writer;
    }

    private static Figure figure(String id) {
        var line = new Line("data", List.of(0.0, 1.0, 2.0), List.of(1.0, 2.0, 1.5));
        var panel = new Panel(Axis.linear("y", ""), 1, List.of(line), List.of());
        return new Figure(id, "title of " + id, "", Axis.linear("x", ""), List.of(panel));
    }

    private static Report report() {
        Table table = Table.of("", Column.left("bin", "$p_T$"), Column.right("sigma", "σ", "fb"))
                .titled("cross sections")
                .row(Cell.of("a < b & c"), Cell.of(1.5, "%.2f"))
                .row(Cell.of("costs 5 $"), Cell.of(Double.NaN, "%.2f"))
                .table();
        return new Report(
                "r",
                "Bins of $p_T$",
                Text.of("first <line>", "second"),
                table,
                new Document(Map.of("hidden", "value")),
                figure("one"),
                figure("two"));
    }

    private Path pictures(String name, int threads) throws IOException {
        Path place = Files.createDirectory(folder.resolve(name));
        writer.pictures(IDS.stream().map(ReportWriterContract::figure).toList(), place, threads);
        return place;
    }

    /** As vectors and as dots, and nothing beside; the same for any number of threads. */
    @Test
    void everyFigureIsTwoFiles() throws IOException {
        Path one = pictures("one", 1);
        Path other = pictures("other", 3);
        try (Stream<Path> files = Files.list(one)) {
            assertEquals(
                    List.of("a.png", "a.svg", "b.png", "b.svg", "c.png", "c.svg"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        for (String id : IDS) {
            assertTrue(Files.readString(one.resolve(id + ".svg")).contains("<svg"), id);
            for (String end : List.of(".svg", ".png")) {
                assertArrayEquals(
                        Files.readAllBytes(one.resolve(id + end)),
                        Files.readAllBytes(other.resolve(id + end)),
                        id + end);
            }
        }
    }

    /** A page holds text, tables and figures, what is for programs not; signs of HTML are words in it. */
    @Test
    void aPageHoldsWhatIsForPeople() throws IOException {
        Path file = folder.resolve("page.html");
        writer.page(report(), file);
        String html = Files.readString(file);
        for (String part : List.of("cross sections", "a &lt; b &amp; c", "1.50", "title of one", "title of two")) {
            assertTrue(html.contains(part), part);
        }
        assertTrue(html.contains("first &lt;line&gt;"), "text is no HTML");
        assertFalse(html.contains("hidden") || html.contains("NaN"), "what is for programs");
        String alone = html.replaceAll("xmlns(:\\w+)?=\"[^\"]*\"", "");
        assertFalse(
                alone.contains("http:") || alone.contains("https:") || alone.contains("src="),
                "needs nothing beside it");
        Path again = folder.resolve("again.html");
        writer.page(report(), again);
        assertEquals(html, Files.readString(again));
    }

    @Test
    void whatCannotBeWrittenIsAFailure() throws IOException {
        Path taken = Files.writeString(folder.resolve("taken"), "");
        assertThrows(IOException.class, () -> writer.pictures(List.of(figure("a")), taken, 1));
        assertThrows(IOException.class, () -> writer.page(report(), taken.resolve("page.html")));
    }
}
