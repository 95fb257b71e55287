package org.fiducia.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.fiducia.api.command.ResultFolder;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.ResultWriter;
import org.fiducia.kernel.card.CardDifferences;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What repeatable writers wrote is not written by them again, and what changed is. */
class PipelineResultsTest {
    private static final String SHEET = "writers=[\"sheet\"]";

    @TempDir
    Path folder;

    private InMemory here;
    private Calls calls;

    @BeforeEach
    void start() throws Exception {
        here = new InMemory(folder);
        calls = here.counting.calls;
    }

    @AfterEach
    void stop() throws Exception {
        here.close();
    }

    /** Text and files of a call in an empty folder. */
    private Map<String, String> call(List<String> ids, String... changes) throws IOException {
        var all = new String[changes.length + 1];
        all[0] = SHEET;
        System.arraycopy(changes, 0, all, 1, changes.length);
        delete(here.out);
        var files = new TreeMap<String, String>();
        files.put("", here.measure(here.card(all), ids, InMemory.PLAIN, 2).text());
        try (Stream<Path> walk = Files.walk(here.out)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(here.out.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> walk = Files.walk(folder)) {
                walk.sorted(java.util.Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("store/result"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void theSameFilesAndTextAgain() throws Exception {
        Map<String, String> first = call(List.of("y"));
        assertEquals(1, calls.count("sheet.write"));
        assertEquals("sheet of y by fiducia measure\n", first.get(""));
        assertEquals(first, call(List.of("y")));
        assertEquals(0, calls.count("sheet.write"));
        here.reuse = false;
        assertEquals(first, call(List.of("y")), "as without a store");
        assertEquals(1, calls.count("sheet.write"));
    }

    @Test
    void severalAndTheirSummary() throws Exception {
        Map<String, String> first = call(List.of("y", "z"));
        assertEquals("2 sheets", first.get("sheets.txt"));
        assertTrue(first.get("").endsWith("2 sheets\n"), first.get(""));
        calls.count("sheet.write");
        calls.count("sheet.summarise");
        assertEquals(first, call(List.of("y", "z")));
        assertEquals(0, calls.count("sheet.write"));
        assertEquals(0, calls.count("sheet.summarise"));
        assertEquals("1", String.valueOf(call(List.of("z", "y")).get("").lastIndexOf("sheet of z") == 0 ? 1 : 0));
        assertEquals(0, calls.count("sheet.write"));
        assertEquals(1, calls.count("sheet.summarise"), "in another order it is another summary");
    }

    @Test
    void ofSeveralOneAloneAndTheOtherWayRound() throws Exception {
        call(List.of("y", "z"));
        calls.count("sheet.write");
        call(List.of("z"));
        assertEquals(0, calls.count("sheet.write"));
    }

    @Test
    void anotherCommandLineIsToldAndNothingIsMade() throws Exception {
        call(List.of("y"));
        calls.count("sheet.write");
        here.command = List.of("fiducia", "measure", "<y>");
        Map<String, String> other = call(List.of("y"));
        assertEquals(0, calls.count("sheet.write"));
        assertTrue(other.get("y/sheet.txt").endsWith(" by fiducia measure <y>"), other.toString());
        assertEquals("sheet of y by fiducia measure <y>\n", other.get(""));
    }

    @Test
    void theMeasurementIsStillThereForWhoAsks() throws Exception {
        call(List.of("y"));
        Measurement m = here.measure("y", SHEET);
        assertEquals(8, m.bins().get(0).sigma(), 1e-6);
        assertEquals("fiducia measure", m.provenance().get("command"));
        delete(folder.resolve("store/measurement"));
        calls.count("sheet.write");
        assertEquals(8, here.measure("y", SHEET).bins().get(0).sigma(), 1e-6, "made anew");
        assertEquals(0, calls.count("sheet.write"), "its files are there");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fit/range=[100, 121]",
                "title=other",
                "binnings={\"y\": [0, 2]}",
                "writers=[\"sheet\", \"note\"]",
                "writers=[\"note\", \"sheet\"]"
            })
    void anotherCardIsWrittenAnew(String change) throws Exception {
        call(List.of("y"));
        calls.count("sheet.write");
        call(List.of("y"), change);
        assertEquals(1, calls.count("sheet.write"));
    }

    @Test
    void aFileThatChangedIsNoticed() throws Exception {
        Map<String, String> first = call(List.of("y"));
        calls.count("sheet.write");
        Files.writeString(
                folder.resolve("analysis/background.lines"), "1 1 0 0 110.5 0.5 -1 0 1\n", StandardOpenOption.APPEND);
        Map<String, String> second = call(List.of("y"));
        assertEquals(1, calls.count("sheet.write"));
        assertFalse(first.equals(second), "more background, less signal");
    }

    @Test
    void whatOneWriterThatIsNotRepeatableWritesIsNotKept() throws Exception {
        call(List.of("y"), "writers=[\"sheet\", \"note\"]");
        assertFalse(Files.exists(folder.resolve("store/result")));
        calls.count("sheet.write");
        assertEquals(
                "sheet of y by fiducia measure\nnote of y\n",
                call(List.of("y"), "writers=[\"sheet\", \"note\"]").get(""));
        assertEquals(1, calls.count("sheet.write"));
    }

    @Test
    void aDamagedEntryIsMadeAnew() throws Exception {
        Map<String, String> first = call(List.of("y", "z"));
        for (Path entry : entries()) {
            byte[] bytes = Files.readAllBytes(entry);
            bytes[bytes.length / 2] ^= 1;
            Files.write(entry, bytes);
        }
        calls.count("sheet.write");
        calls.count("sheet.summarise");
        assertEquals(first, call(List.of("y", "z")));
        assertEquals(2, calls.count("sheet.write"));
        assertEquals(1, calls.count("sheet.summarise"));
        assertTrue(here.remarks.stream().allMatch(r -> r.contains("entry result/") && r.contains("made anew")));
        assertEquals(3, here.remarks.size());
    }

    @Test
    void whoeverFailsLeavesNothingToFind() throws Exception {
        calls.on("sheet.write", () -> {
            throw new IllegalStateException("broken");
        });
        assertThrows(RuntimeException.class, () -> call(List.of("y")));
        assertFalse(Files.exists(folder.resolve("store/result")));
        assertFalse(Files.exists(here.out.resolve("y")));
        calls.on("sheet.write", null);
        assertTrue(call(List.of("y")).get("y/sheet.txt").startsWith("y 8"));
    }

    @Test
    void cancelledWhileItIsWrittenNothingIsLeft() throws Exception {
        calls.on("sheet.write", () -> {
            throw new CancellationException();
        });
        assertThrows(CancellationException.class, () -> call(List.of("y")));
        assertFalse(Files.exists(folder.resolve("store/result")));
        assertFalse(Files.exists(here.out.resolve("y")));
    }

    /** What a call writes of measurements together. */
    private String together(String further, String text) {
        return here.with(here.card(SHEET), 2, pipeline -> {
            var console = new ResultWriter.Console(new PrintWriter(Writer.nullWriter()), false);
            var origin = new Origin(here.command, CardDifferences.NONE);
            var measured = pipeline.measure(List.of("y"), InMemory.PLAIN, here.inference, here.out, console, origin);
            try (var results = new ResultFolder(folder.resolve("together"), "all")) {
                String printed = pipeline.together(measured, List.of(further), results, "all", () -> {
                    calls.at("together");
                    try {
                        Files.writeString(results.path().resolve("all.txt"), text);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return "printed " + text;
                });
                results.add();
                return printed + ", " + Files.readString(folder.resolve("together/all.txt"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void whatBelongsTogetherIsWrittenOnce() throws Exception {
        assertEquals("printed 1, 1", together("a", "1"));
        assertEquals("printed 1, 1", together("a", "2"));
        assertEquals(1, calls.count("together"));
        assertEquals("printed 2, 2", together("b", "2"));
        here.reuse = false;
        assertEquals("printed 3, 3", together("a", "3"));
        here.reuse = true;
        assertEquals("printed 3, 3", together("a", "4"));
        calls.count("together");
        Files.writeString(
                folder.resolve("analysis/background.lines"), "1 1 0 0 110.5 0.5 -1 0 1\n", StandardOpenOption.APPEND);
        assertEquals("printed 5, 5", together("a", "5"));
        here.felix().shipped("further");
        assertEquals("printed 6, 6", together("a", "6"), "whoever writes may use what is installed");
    }
}
