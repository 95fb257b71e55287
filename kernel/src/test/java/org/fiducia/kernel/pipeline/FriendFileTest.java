package org.fiducia.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.channel.Role;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.EventReader;
import org.fiducia.kernel.card.AnalysisCard.Friend;
import org.fiducia.kernel.card.AnalysisCard.InputFormat;
import org.fiducia.kernel.card.AnalysisCard.Normalisation;
import org.fiducia.kernel.plugins.Components;
import org.fiducia.kernel.plugins.Felix;
import org.fiducia.kernel.plugins.Plugins;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events of {@link Numbers} with friends in {@link Lines}, whose batches are the whole file. */
class FriendFileTest {
    private static final int EVENTS = 10_000;

    @TempDir
    Path folder;

    private Felix felix;
    private EventFiles files;
    private Path events;

    @BeforeEach
    void start() throws Exception {
        felix = new Felix(folder);
        Felix.register(felix.shipped("reader"), EventReader.class, new Mixed());
        files = new EventFiles(new Plugins(felix.context(), new Components()));
        events = folder.resolve("e.numbers");
        Numbers.write(events, EVENTS, 1, 1, false);
        beside("e_friend.lines", EVENTS);
    }

    @AfterEach
    void stop() throws Exception {
        felix.close();
    }

    /** The y of an event is its number. */
    private void beside(String name, int size) throws Exception {
        var lines = new ArrayList<>(List.of("1 1"));
        for (int e = 0; e < size; e++) {
            lines.add("1 1 0 0 100 " + e + " -1 0 1");
        }
        Files.write(folder.resolve(name), lines);
    }

    /** Reads both. */
    private static final class Mixed implements EventReader {
        private final EventReader numbers = new Numbers.Reader(true);
        private final EventReader lines = new Lines.Reader(new Calls());

        @Override
        public String id() {
            return "mixed";
        }

        @Override
        public String title() {
            return "mixed";
        }

        @Override
        public boolean accepts(Path file) {
            return true;
        }

        @Override
        public EventFile open(Path file) throws java.io.IOException {
            return (file.toString().endsWith(".lines") ? lines : numbers).open(file);
        }
    }

    private static InputFormat format(Friend... friends) {
        return new InputFormat("", "Events", null, Map.of(), Map.of(), List.of(friends));
    }

    private static final Friend LINES = new Friend("Events", "{name}_friend.lines");

    private static double[] values(EventFile file, String branch, long first, long count, String... more)
            throws Exception {
        var branches = new ArrayList<>(List.of(more));
        branches.add(branch);
        var values = new ArrayList<Double>();
        long next = first;
        try (var cursor = file.read("Events", branches, first, count)) {
            for (EventBatch batch = cursor.next(); batch != null; batch = cursor.next()) {
                assertEquals(next, batch.firstEntry());
                assertTrue(batch.columns().keySet().containsAll(branches));
                for (double value : batch.reals(branch)) {
                    values.add(value);
                }
                next += batch.size();
            }
        }
        return values.stream().mapToDouble(v -> v).toArray();
    }

    @Test
    void branchesOfAFriendAreThoseOfTheSameEntry() throws Exception {
        try (EventFile file = files.open(events, format(LINES))) {
            assertTrue(file.trees().get(0).branch("Events.y").isPresent());
            assertTrue(file.trees().get(0).branch("x").isPresent());
            for (long[] range : new long[][] {{0, EVENTS}, {0, 10}, {4095, 2}, {5000, 5000}}) {
                double[] y = values(file, "Events.y", range[0], range[1], "x");
                double[] x = values(file, "x", range[0], range[1], "Events.y");
                double[] alone = values(file, "Events.y", range[0], range[1]);
                assertEquals(range[1], y.length);
                for (int e = 0; e < y.length; e++) {
                    assertEquals(range[0] + e, y[e]);
                    assertEquals(Numbers.value(range[0] + e), x[e]);
                }
                assertArrayEquals(y, alone);
            }
            assertFalse(file.readsRanges(), "the friend does not");
        }
        try (EventFile file = files.open(events, format(new Friend("Runs", "{name}.numbers")))) {
            throw new AssertionError("one entry is not " + EVENTS + file);
        } catch (FiduciaException e) {
            assertTrue(e.getMessage().contains("has 10000 entries, and its friend Runs"), e.getMessage());
        }
    }

    @Test
    void normalisationIsThatOfAllFilesOnce() throws Exception {
        var runs = new Normalisation("Runs", "xsec", "sumw", 1000, Map.of());
        var format = new InputFormat("", "Events", runs, Map.of(), Map.of(), List.of(LINES));
        Numbers.write(folder.resolve("f.numbers"), 20, 0.02, 0.25, false);
        beside("f_friend.lines", 20);
        var sum = new Generated(0);
        sum.add(files.header(events, Role.SIGNAL, format, true).generated());
        sum.add(files.header(folder.resolve("f.numbers"), Role.SIGNAL, format, true)
                .generated());
        assertEquals(EVENTS + 20, sum.entries());
        assertEquals(1.25, sum.sumOfWeights(), "friends have no weights");
        assertEquals(1000, sum.crossSection());
    }

    @Test
    void aFriendThatDoesNotFitIsNamed() throws Exception {
        beside("e_friend.lines", EVENTS - 1);
        var e = assertThrows(FiduciaException.class, () -> files.open(events, format(LINES)));
        assertTrue(e.getMessage().contains("e_friend.lines has 9999"), e.getMessage());
        assertFalse(e.remedy().isBlank());
        Files.delete(folder.resolve("e_friend.lines"));
        var missing = assertThrows(FiduciaException.class, () -> files.open(events, format(LINES)));
        assertTrue(missing.getMessage().contains("e_friend.lines does not exist"), missing.getMessage());
        var tree = assertThrows(FiduciaException.class, () -> files.open(events, format(new Friend("T", ""))));
        assertTrue(tree.getMessage().contains("has no tree T"), tree.getMessage());
    }
}
