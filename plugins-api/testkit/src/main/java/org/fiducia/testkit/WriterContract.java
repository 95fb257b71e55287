package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.ResultWriter;
import org.fiducia.api.measurement.ResultWriter.Console;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every writer of results keeps. The test of one extends it and gives the writer to the constructor. */
public abstract class WriterContract {
    private static final String OTHER = "of another writer";

    private final ResultWriter writer;

    @TempDir
    private Path folder;

    /** @param writer the writer under test */
    protected WriterContract(ResultWriter writer) {
        this.writer = writer;
    }

    private interface Work {
        void in(Path place, Console console) throws IOException;
    }

    /** Files by name, and what was printed by the empty name, of work in a new folder with a file that is there already. */
    private Map<String, String> written(String name, boolean json, Work work) throws IOException {
        Path place = Files.createDirectories(folder.resolve(name));
        Files.writeString(place.resolve(OTHER), OTHER);
        var printed = new StringWriter();
        var console = new PrintWriter(printed);
        work.in(place, new Console(console, json));
        console.flush();
        var files = new TreeMap<String, String>();
        try (Stream<Path> all = Files.walk(place)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(place.relativize(file).toString(), text(Files.readAllBytes(file)));
            }
        }
        assertEquals(text(OTHER.getBytes(StandardCharsets.UTF_8)), files.remove(OTHER), "files of others stay");
        files.put("", printed.toString());
        return files;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private Work write(Measurement measurement) {
        return (place, console) -> writer.write(measurement, place, console);
    }

    private Work summarise(Measurement... measurements) {
        return (place, console) -> {
            for (Measurement measurement : measurements) {
                Files.createDirectories(place.resolve(measurement.observable().id()));
            }
            writer.summarise(List.of(measurements), place, console);
        };
    }

    /** No form of a measurement is refused, and each is written somewhere, be it in the summary of several. */
    @Test
    void everyFormIsWritten() throws IOException {
        var forms = new TreeMap<>(ExampleMeasurements.all());
        forms.put("systematics", ExampleMeasurements.systematics());
        for (var form : forms.entrySet()) {
            var files = written(form.getKey(), false, write(form.getValue()));
            var summary = written(form.getKey() + "-summary", false, summarise(form.getValue()));
            assertTrue(
                    files.size() > 1
                            || summary.size() > 1
                            || !files.get("").isBlank()
                            || !summary.get("").isBlank(),
                    () -> "nothing is written of " + form.getKey());
        }
    }

    /** Whatever the language of the machine, and whatever was written before. */
    @Test
    void theSameBytesAgain() throws IOException {
        Measurement one = ExampleMeasurements.systematics();
        Measurement other = ExampleMeasurements.rectangles();
        var once = written("once", false, write(one));
        var together = written("together", false, summarise(one, other));
        written("between", true, write(other));
        Locale locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals(once, written("again", false, write(one)));
            assertEquals(together, written("together again", false, summarise(one, other)));
        } finally {
            Locale.setDefault(locale);
        }
    }

    /** A program that asks for JSON reads nothing else. */
    @Test
    void whoAsksForJsonGetsNothingElse() throws IOException {
        String printed = written("json", true, write(ExampleMeasurements.rapidity()))
                .get("")
                .strip();
        assertTrue(printed.isEmpty() || printed.startsWith("{") && printed.endsWith("}"), printed);
    }

    /** A file is in the place of the folder: whoever writes files has failed, and leaves what is there. */
    @Test
    void whatCannotBeWrittenIsAFailure() throws IOException {
        Measurement measurement = ExampleMeasurements.transverseMomentum();
        Work together = (place, console) -> writer.summarise(List.of(measurement), place, console);
        var works = Map.of("alone", write(measurement), "together", together);
        for (var work : works.entrySet()) {
            if (written(work.getKey(), false, work.getValue()).size() > 1) {
                Path taken = Files.writeString(folder.resolve("taken"), OTHER);
                var console = new Console(new PrintWriter(new StringWriter()), false);
                Exception failed =
                        assertThrows(Exception.class, () -> work.getValue().in(taken, console));
                assertTrue(failed instanceof IOException || failed instanceof FiduciaException, failed::toString);
                assertEquals(OTHER, Files.readString(taken));
            }
        }
    }

    private static String escaped(String file, boolean json, String text) {
        if (file.isEmpty() ? json : file.endsWith(".json")) {
            return text.replace("\\", "\\\\").replace("\"", "\\\"");
        }
        return file.endsWith(".html")
                ? text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                : text;
    }

    /** What may be kept has the command line of the call nowhere but where it can be told. */
    @Test
    void whatMayBeKeptTellsTheCommandWhole() throws IOException {
        if (!writer.repeatable()) {
            return; // it is called every time
        }
        String plain = "fiducia-measure-of-the-contract";
        String other = "fiducia measure \"a\" & <b> \\";
        Measurement measurement = ExampleMeasurements.systematics();
        for (boolean json : new boolean[] {false, true}) {
            var once = written("plain " + json, json, write(measurement.withProvenance(Map.of("command", plain))));
            var again = written("other " + json, json, write(measurement.withProvenance(Map.of("command", other))));
            once.replaceAll((file, content) -> content.replace(plain, escaped(file, json, other)));
            assertEquals(once, again);
        }
    }
}
