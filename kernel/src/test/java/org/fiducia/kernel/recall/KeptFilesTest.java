package org.fiducia.kernel.recall;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.fiducia.api.Progress;
import org.fiducia.api.command.ResultFolder;
import org.fiducia.kernel.store.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files serve another command line, and are otherwise what they were. */
class KeptFilesTest {
    private static final String MARK = KeptFiles.COMMAND;

    @TempDir
    Path folder;

    private static KeptFiles restored(KeptFiles kept) throws IOException {
        return KeptFiles.read(Bytes.input(Bytes.of(kept::write)));
    }

    private Path written(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve("made").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    private Path copied(KeptFiles kept, String command) throws IOException {
        Path target = Files.createDirectories(folder.resolve("copy"));
        kept.copy(target, command, Progress.NONE);
        return target;
    }

    /** As Jackson, which writes results, would have written it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "fiducia measure pT4l",
                "fiducia measure \"a\\b\" <c> & 'd' \u00e9 \u2192 \ud83d\ude00",
                "\b\f\n\r\t\u0001\u001f\u007f/",
                ""
            })
    void theCommandLineStandsThereAsItsFormWantsIt(String command) throws Exception {
        var json = JsonMapper.builder().build();
        written("deep/result.json", json.writeValueAsBytes(Map.of("command", MARK)));
        written("page.html", ("<p>" + MARK + "</p>" + MARK).getBytes(StandardCharsets.UTF_8));
        written("note.txt", (MARK + "\n").getBytes(StandardCharsets.UTF_8));
        KeptFiles kept = restored(KeptFiles.taken(folder.resolve("made"), "> " + MARK, false));
        Path copy = copied(kept, command);
        assertArrayEquals(
                json.writeValueAsBytes(Map.of("command", command)),
                Files.readAllBytes(copy.resolve("deep/result.json")));
        String html = command.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
        assertEquals("<p>" + html + "</p>" + html, Files.readString(copy.resolve("page.html")));
        assertEquals(command + "\n", Files.readString(copy.resolve("note.txt")));
        assertEquals("> " + command, kept.text(command));
    }

    @Test
    void printedJsonHasItAsJson() throws Exception {
        Files.createDirectories(folder.resolve("made"));
        KeptFiles kept = restored(KeptFiles.taken(folder.resolve("made"), "{\"command\": \"" + MARK + "\"}", true));
        assertEquals("{\"command\": \"say \\\"a\\\"\"}", kept.text("say \"a\""));
    }

    @Test
    void whatHasNoCommandIsTheSameBytes() throws Exception {
        var bytes = new byte[1000];
        for (int k = 0; k < bytes.length; k++) {
            bytes[k] = (byte) (k * 31);
        }
        byte[] most = MARK.substring(1).getBytes(StandardCharsets.UTF_8);
        written("a.png", bytes);
        written("b.svg", most);
        written("empty", new byte[0]);
        Path copy = copied(restored(KeptFiles.taken(folder.resolve("made"), "", false)), "command");
        assertArrayEquals(bytes, Files.readAllBytes(copy.resolve("a.png")));
        assertArrayEquals(most, Files.readAllBytes(copy.resolve("b.svg")));
        assertEquals(0, Files.size(copy.resolve("empty")));
    }

    @Test
    void whereTheyWereTakenTheyAreCompleted() throws Exception {
        Path file = written("note.txt", ("a " + MARK).getBytes(StandardCharsets.UTF_8));
        Path other = written("other.txt", "b".getBytes(StandardCharsets.UTF_8));
        KeptFiles kept = KeptFiles.taken(folder.resolve("made"), "", false);
        Files.delete(other);
        kept.complete(folder.resolve("made"), "command");
        assertEquals("a command", Files.readString(file));
        assertFalse(Files.exists(other), "what has no command line needs no completion");
    }

    @Test
    void eachOwnerGetsItsOwnAndTheUserKeepsHis() throws Exception {
        Path out = Files.createDirectories(folder.resolve("out"));
        Files.writeString(out.resolve("mine"), "mine");
        byte[] bytes = "x".getBytes(StandardCharsets.UTF_8);
        var kept = new KeptFiles(
                KeptFiles.printed("", false),
                List.of(
                        KeptFiles.Content.of("page", "index.html", bytes),
                        KeptFiles.Content.of("sheet", "all.txt", bytes)));
        restored(kept).add(out, "command", Progress.NONE);
        assertEquals("mine", Files.readString(out.resolve("mine")));
        assertEquals(
                List.of("sheet\tall.txt", "page\tindex.html"), Files.readAllLines(out.resolve(ResultFolder.MANIFEST)));
    }

    @Test
    void cancelledHalfWayNothingAppears() throws Exception {
        Path out = folder.resolve("out");
        Progress cancelling = new Progress() {
            private int left = 1;

            @Override
            public void checkCancelled() {
                if (left-- == 0) {
                    throw new CancellationException();
                }
            }
        };
        byte[] bytes = "x".getBytes(StandardCharsets.UTF_8);
        var kept = new KeptFiles(
                KeptFiles.printed("", false),
                List.of(KeptFiles.Content.of("page", "a", bytes), KeptFiles.Content.of("page", "b", bytes)));
        assertThrows(CancellationException.class, () -> kept.add(out, "command", cancelling));
        assertFalse(Files.exists(out.resolve("a")));
    }
}
