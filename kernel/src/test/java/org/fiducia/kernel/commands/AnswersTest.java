package org.fiducia.kernel.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.command.ResultFolder;
import org.fiducia.api.command.Verb;
import org.fiducia.api.report.Attachment;
import org.fiducia.api.report.Destination;
import org.fiducia.api.report.Destination.Form;
import org.fiducia.api.report.Document;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.ReportWriter;
import org.fiducia.api.report.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswersTest {
    private static final Figure FIGURE = new Figure(
            "figure", "", "", Axis.linear("x", ""), List.of(new Panel(Axis.linear("y", ""), 1, List.of(), List.of())));

    @TempDir
    Path folder;

    private final Answers answers = new Answers();
    private final StringWriter out = new StringWriter();

    private int give(Report report, boolean json) {
        var printer = new PrintWriter(out);
        var terminal = new Verb.Terminal(printer, printer, folder, folder, Progress.NONE);
        int code = answers.give(report, terminal, json, 2, System.nanoTime());
        printer.flush();
        return code;
    }

    private static Report report(String id) {
        return new Report(
                id,
                "R",
                Text.of("for people"),
                new Document(Map.of("for", "programs")),
                Attachment.of("sub/data.bin", new byte[] {1, 2}));
    }

    private List<String> files(String name) throws IOException {
        Path root = folder.resolve(name);
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> !file.equals(ResultFolder.MANIFEST))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void printsTextOrOneObject() throws Exception {
        assertEquals(1, give(report("r").asExpected(false), false));
        assertEquals("for people" + System.lineSeparator(), out.toString());
        out.getBuffer().setLength(0);
        assertEquals(0, give(report("r"), true));
        assertEquals("{\n  \"for\" : \"programs\"\n}", out.toString().strip());
        assertEquals(List.of(), files("."));
    }

    @Test
    void writesAFolderOfItsOwn() throws Exception {
        Report report = report("r")
                .into(Destination.own(folder.resolve("own"), "results in own")
                        .with("r.json", Form.JSON)
                        .with("r.txt", Form.TEXT));
        assertEquals(0, give(report, false));
        assertEquals(List.of("r.json", "r.txt", "sub/data.bin"), files("own"));
        assertEquals(
                "for people\n", Files.readString(folder.resolve("own/r.txt")).replace("\r\n", "\n"));
        assertEquals("{\n  \"for\" : \"programs\"\n}\n", Files.readString(folder.resolve("own/r.json")));
        assertTrue(out.toString().lines().toList().get(1).equals("results in own"), out.toString());
        assertTrue(out.toString().lines().toList().get(2).startsWith("done in "), out.toString());
    }

    @Test
    void leavesWhatOthersHaveInAFolder() throws Exception {
        Files.createDirectories(folder.resolve("mixed"));
        Files.writeString(folder.resolve("mixed/notes.txt"), "mine");
        Files.writeString(folder.resolve("mixed/old.svg"), "old");
        Files.writeString(folder.resolve("mixed/other.svg"), "other");
        Files.writeString(folder.resolve("mixed/" + ResultFolder.MANIFEST), "r\told.svg\nother\tother.svg\n");
        give(report("r").into(Destination.beside(folder.resolve("mixed"), "")), false);
        assertEquals(List.of("notes.txt", "other.svg", "sub/data.bin"), files("mixed"));
    }

    @Test
    void figuresAreDrawnOnceByWhoCan() throws Exception {
        var figures = new Report("r", "R", FIGURE);
        Destination place = Destination.beside(folder.resolve("f"), "");
        var missing = assertThrows(FiduciaException.class, () -> give(figures.into(place), false));
        assertEquals(FiduciaException.Kind.PLUGIN, missing.kind());
        assertFalse(Files.exists(folder.resolve("f")));
        answers.addWriter(new ReportWriter() {
            @Override
            public void pictures(List<Figure> all, Path into, int threads) throws IOException {
                Files.writeString(into.resolve(all.get(0).id() + ".svg"), "picture");
            }

            @Override
            public void page(Report report, Path file) throws IOException {
                Files.write(file, "page".getBytes(StandardCharsets.UTF_8));
            }
        });
        give(figures.into(place), false);
        assertEquals(List.of("figure.svg"), files("f"));
        give(figures.into(place.with("r.html", Form.PAGE)), false);
        assertEquals(List.of("r.html"), files("f"), "a page holds its figures");
    }

    @Test
    void aFileThatFailsLeavesNothing() throws Exception {
        Report report = new Report("r", "R", new Attachment("a", to -> {
                    throw new IOException("no room");
                }))
                .into(Destination.own(folder.resolve("broken"), ""));
        var error = assertThrows(FiduciaException.class, () -> give(report, false));
        assertEquals(FiduciaException.Kind.OUTPUT, error.kind());
        assertTrue(error.getMessage().contains("no room"), error.getMessage());
        assertEquals(List.of(), files("."));
        assertEquals("", out.toString());
    }
}
