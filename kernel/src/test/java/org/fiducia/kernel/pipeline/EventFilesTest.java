package org.fiducia.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.channel.Role;
import org.fiducia.api.event.BranchInfo;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.EventReader;
import org.fiducia.api.event.TreeInfo;
import org.fiducia.kernel.card.AnalysisCard.InputFormat;
import org.fiducia.kernel.card.AnalysisCard.Normalisation;
import org.fiducia.kernel.plugins.Components;
import org.fiducia.kernel.plugins.Felix;
import org.fiducia.kernel.plugins.Plugins;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who opens a file, what is read of it before its events, and when it is closed. */
class EventFilesTest {
    private static final Normalisation RUNS = new Normalisation("Runs", "xsec", "sumw", 1000, Map.of());

    @TempDir
    Path folder;

    private final Calls calls = new Calls();
    private Felix felix;
    private EventFiles files;

    @BeforeEach
    void start() throws Exception {
        felix = new Felix(folder);
        Felix.register(felix.shipped("reader"), EventReader.class, new Lines.Reader(calls));
        files = new EventFiles(new Plugins(felix.context(), new Components()));
    }

    @AfterEach
    void stop() throws Exception {
        felix.close();
    }

    private static InputFormat format(String tree, Normalisation normalisation) {
        return new InputFormat("", tree, normalisation, Map.of(), Map.of());
    }

    private Path write(String name, String... lines) {
        try {
            return Files.write(folder.resolve(name), List.of(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FiduciaException refused(Path file, String reader) {
        return assertThrows(FiduciaException.class, () -> files.open(file, reader));
    }

    @Test
    void whatIsNoFileIsSaidSo() throws Exception {
        assertEquals(
                folder.resolve("none") + " does not exist",
                refused(folder.resolve("none"), "").getMessage());
        assertEquals(folder + " is not a file", refused(folder, "").getMessage());
        assertEquals(0, calls.count("reader.accepts"), "nobody is asked");
    }

    @Test
    void aFormatThatNobodyReadsIsRefusedWithThoseWhoRead() {
        FiduciaException e = refused(write("a.txt", "1 1"), "");
        assertEquals(Kind.INPUT, e.kind());
        assertTrue(e.getMessage().endsWith("a.txt is of no format that an installed reader takes"), e.getMessage());
        assertEquals("installed readers: lines (lines of text)", e.remedy());
    }

    @Test
    void theReaderThatIsNamedIsTakenWhateverTheFile() throws Exception {
        Path file = write("a.txt", "1 1", "1 1 0 0 1 1 -1 0 1");
        try (EventFile open = files.open(file, "lines")) {
            assertEquals(1, open.trees().get(0).entries());
        }
        assertEquals(0, calls.count("reader.accepts"));
        assertEquals("unknown reader line", refused(file, "line").getMessage());
    }

    @Test
    void whatAReaderSaysIsHandedOn() {
        FiduciaException e = refused(write("a.lines"), "");
        assertTrue(e.getMessage().endsWith("a.lines is empty"), e.getMessage());
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        Path file = write("a.lines", "1 1");
        calls.on("reader.open", () -> sneak(new IOException("it is torn")));
        FiduciaException e = refused(file, "");
        assertEquals(Kind.INPUT, e.kind());
        assertEquals(file + " cannot be read: it is torn", e.getMessage());
        calls.on("reader.open", () -> sneak(new NoSuchFileException(file.toString())));
        assertEquals(file + " does not exist", refused(file, "").getMessage());
        calls.on("reader.accepts", () -> sneak(new IOException("no permission")));
        assertEquals(file + " cannot be read: no permission", refused(file, "").getMessage());
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable e) throws E {
        throw (E) e;
    }

    @Test
    void theTreeIsTheOneThatIsNamedOrTheOnlyOne() throws Exception {
        Path file = write("a.lines", "1 1", "3 1 0 0 1 1 -1 0 1");
        try (EventFile open = files.open(file, "")) {
            assertEquals(3, EventFiles.tree(file, open, "Events").entries());
            var several = assertThrows(FiduciaException.class, () -> EventFiles.tree(file, open, ""));
            assertEquals(file + " has 2 trees", several.getMessage());
            assertEquals("name one in the format of the card: Events, Runs", several.remedy());
            var wrong = assertThrows(FiduciaException.class, () -> EventFiles.tree(file, open, "Event"));
            assertEquals(file + " has no tree Event", wrong.getMessage());
            assertEquals("did you mean Events? there are Events, Runs", wrong.remedy());
        }
        var one = new EventFile() {
            @Override
            public List<TreeInfo> trees() {
                return List.of(new TreeInfo("only", 7, List.of()));
            }

            @Override
            public EventCursor read(String tree, List<String> branches) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void close() {}
        };
        assertEquals(7, EventFiles.tree(file, one, "").entries());
    }

    @Test
    void aHeaderTellsHowMuchThereIs() {
        Path file = write("a.lines", "0.25 8", "3 1 0 0 1 1 -1 0 1");
        FileHeader header = files.header(file, Role.SIGNAL, format("Events", RUNS), true);
        assertEquals("Events", header.tree());
        assertEquals(3, header.generated().entries());
        assertEquals(250, header.generated().crossSection(), "in fb");
        assertEquals(8, header.generated().sumOfWeights());
        FileHeader without = files.header(file, Role.DATA, format("Events", null), false);
        assertEquals(0, without.generated().sumOfWeights());
        assertTrue(Double.isNaN(without.generated().crossSection()));
    }

    @ParameterizedTest
    @CsvSource({"0, 8", "-1, 8", "NaN, 8", "Infinity, 8", "1, 0", "1, -3", "1, NaN", "1, Infinity"})
    void aNormalisationThatIsNoneIsRefused(String crossSection, String sumOfWeights) {
        Path file = write("a.lines", crossSection + " " + sumOfWeights + "\n1 1 0 0 105.5 0.5 0 0.5 1");
        var e = assertThrows(
                FiduciaException.class, () -> files.header(file, Role.SIGNAL, format("Events", RUNS), true));
        assertEquals(Kind.INPUT, e.kind());
        assertTrue(e.getMessage().endsWith(" is no normalisation"), e.getMessage());
        assertEquals(1, calls.count("reader.close"), "what is refused is closed");
    }

    @Test
    void aBranchOfTheNormalisationThatIsNotThereIsNamed() {
        Path file = write("a.lines", "1 1");
        var format = format("Events", new Normalisation("Runs", "xsec", "weights", 1, Map.of()));
        var e = assertThrows(FiduciaException.class, () -> files.header(file, Role.SIGNAL, format, true));
        assertEquals(file + ": tree Runs has no branch weights for the normalisation", e.getMessage());
    }

    @Test
    void aFileStaysOpenBetweenItsHeaderAndItsEvents() throws Exception {
        Path file = write("a.lines", "1 1");
        files.header(file, Role.DATA, format("Events", null), false);
        assertEquals(0, calls.count("reader.close"));
        assertEquals(1, calls.count("reader.open"));
        files.open(file, "").close();
        assertEquals(0, calls.count("reader.open"), "it was open");
        assertEquals(1, calls.count("reader.close"));
        files.open(file, "").close();
        assertEquals(1, calls.count("reader.open"), "once only");
    }

    @Test
    void whatNobodyReadsTheEventsOfIsClosed() {
        Path one = write("a.lines", "1 1");
        Path two = write("b.lines", "1 1");
        files.header(one, Role.DATA, format("Events", null), false);
        files.header(two, Role.DATA, format("Events", null), false);
        files.closeParked();
        assertEquals(2, calls.count("reader.close"));
        files.closeParked();
        assertEquals(0, calls.count("reader.close"));
        calls.on("reader.close", () -> sneak(new IOException("stuck")));
        files.header(one, Role.DATA, format("Events", null), false);
        var e = assertThrows(FiduciaException.class, files::closeParked);
        assertEquals(one + " cannot be read: stuck", e.getMessage());
    }

    /** Reads files whose tree of runs has no entry. */
    private record Barren(long events) implements EventReader {
        @Override
        public String id() {
            return "barren";
        }

        @Override
        public String title() {
            return "no runs";
        }

        @Override
        public boolean accepts(Path file) {
            return file.toString().endsWith(".barren");
        }

        @Override
        public EventFile open(Path file) {
            return new EventFile() {
                private BranchInfo branch(String name) {
                    return new BranchInfo(name, "double", Column.Kind.REAL, false, "");
                }

                @Override
                public List<TreeInfo> trees() {
                    return List.of(
                            new TreeInfo("Events", events, List.of(branch("other"))),
                            new TreeInfo("Runs", 0, List.of(branch("xsec"), branch("sumw"), branch("mean0"))));
                }

                @Override
                public EventCursor read(String tree, List<String> branches) {
                    return new EventCursor() {
                        @Override
                        public EventBatch next() {
                            return null;
                        }

                        @Override
                        public void close() {}
                    };
                }

                @Override
                public void close() {}
            };
        }
    }

    @Test
    void aTreeOfRunsWithoutEntriesSaysNothingOfWeights() throws Exception {
        Felix.register(felix.shipped("barren"), EventReader.class, new Barren(5));
        Path file = write("a.barren", "");
        var weighted = new Normalisation("Runs", "xsec", "sumw", 1, Map.of("other", "mean"));
        var e = assertThrows(
                FiduciaException.class, () -> files.header(file, Role.SIGNAL, format("Events", weighted), false));
        assertEquals(Kind.INPUT, e.kind());
        assertEquals(file + ": tree Runs has no entry", e.getMessage());
        e = assertThrows(
                FiduciaException.class, () -> files.header(file, Role.BACKGROUND, format("Events", RUNS), true));
        assertEquals(file + ": cross section NaN fb over sum of weights 0.0 is no normalisation", e.getMessage());
    }

    /** Jobs of which no event is left write such files; the sample is in others. */
    @Test
    void aFileWithoutEventsNeedsNoNormalisation() throws Exception {
        Felix.register(felix.shipped("barren"), EventReader.class, new Barren(0));
        Path file = write("a.barren", "");
        var weighted = new Normalisation("Runs", "xsec", "sumw", 1, Map.of("other", "mean"));
        FileHeader header = files.header(file, Role.SIGNAL, format("Events", weighted), true);
        assertEquals(0, header.generated().entries());
        assertEquals(0, header.generated().sumOfWeights());
        assertEquals(List.of(), header.variations());
    }
}
