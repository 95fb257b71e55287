package org.fiducia.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.command.ResultFolder;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.ResultWriter;
import org.fiducia.testkit.ExampleMeasurements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The writers of a card write one after the other, and their files appear together. */
class WritersTest {
    private static final Measurement MEASUREMENT = ExampleMeasurements.oneBin();

    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();

    private final Progress progress = new Progress() {
        @Override
        public void begin(String stage, long total) {
            told.add(stage + " " + total);
        }

        @Override
        public void advance(long units) {
            told.add("advance " + units);
        }
    };

    /** Writes a file of its name, unless it fails. */
    private record File(String id, IOException failure) implements ResultWriter {
        @Override
        public String title() {
            return id;
        }

        @Override
        public void write(Measurement measurement, Path folder, Console console) throws IOException {
            Files.writeString(folder.resolve(id), measurement.observable().id());
            console.out().print(id + (console.json() ? " as JSON;" : ";"));
            if (failure != null) {
                throw failure;
            }
        }

        @Override
        public void summarise(List<Measurement> measurements, Path folder, Console console) throws IOException {
            if (failure != null) {
                throw failure;
            }
            console.out().print(id + " sums up " + measurements.size() + ";");
        }
    }

    private static Writers writers(IOException second) {
        return new Writers(List.of(new File("one", null), new File("two", second)));
    }

    private String write(Writers writers, boolean json, Progress shown) {
        try (var results = new ResultFolder(folder.resolve("m4l"))) {
            String printed = writers.write(MEASUREMENT, results, json, shown);
            results.publish();
            return printed;
        }
    }

    @Test
    void inTheirOrderAndAllAtOnce() throws Exception {
        var seen = new ArrayList<Boolean>();
        ResultWriter last = new ResultWriter() {
            @Override
            public String id() {
                return "last";
            }

            @Override
            public String title() {
                return "";
            }

            @Override
            public void write(Measurement measurement, Path into, Console console) {
                seen.add(Files.exists(folder.resolve("m4l")));
                seen.add(Files.exists(into.resolve("one")));
            }
        };
        var all = new Writers(List.of(new File("one", null), new File("two", null), last));
        assertEquals("one;two;", write(all, false, progress));
        assertEquals(List.of(false, true), seen, "before the last has written nothing is to be seen");
        assertEquals("m4l", Files.readString(folder.resolve("m4l/two")));
        assertEquals(List.of("m4l: writing results 3", "advance 1", "advance 1", "advance 1"), told);
        assertEquals("one as JSON;two as JSON;", write(writers(null), true, progress));
    }

    @Test
    void whatFailsLeavesNothing() {
        var e = assertThrows(FiduciaException.class, () -> write(writers(new IOException("no room")), false, progress));
        assertEquals(Kind.OUTPUT, e.kind());
        assertEquals("cannot write " + folder.resolve("m4l") + ": no room", e.getMessage(), "not where it is made");
        assertFalse(Files.exists(folder.resolve("m4l")));
    }

    @Test
    void whatFailsLeavesWhatWasThereBefore() throws Exception {
        write(writers(null), false, progress);
        assertThrows(FiduciaException.class, () -> write(writers(new IOException("no room")), false, progress));
        assertEquals("m4l", Files.readString(folder.resolve("m4l/one")));
        assertEquals("m4l", Files.readString(folder.resolve("m4l/two")));
    }

    @Test
    void cancelledBetweenTwoTheyLeaveNothing() {
        Progress cancelling = new Progress() {
            private int left = 1;

            @Override
            public void checkCancelled() {
                if (left-- == 0) {
                    throw new CancellationException();
                }
            }
        };
        assertThrows(CancellationException.class, () -> write(writers(null), false, cancelling));
        assertFalse(Files.exists(folder.resolve("m4l")));
    }

    @Test
    void eachSumsUpWhatWasMeasured() {
        var text = new StringWriter();
        var console = new ResultWriter.Console(new PrintWriter(text), false);
        writers(null).summarise(List.of(MEASUREMENT, MEASUREMENT), folder, console);
        console.out().flush();
        assertEquals("one sums up 2;two sums up 2;", text.toString());
        var e = assertThrows(
                FiduciaException.class,
                () -> writers(new IOException("full")).summarise(List.of(MEASUREMENT), folder, console));
        assertTrue(e.getMessage().startsWith("cannot write " + folder), e.getMessage());
    }
}
