package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.event.BranchInfo;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.EventReader;
import org.fiducia.api.event.TreeInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every reader of events keeps. The test of one extends it and writes a file of its format. */
public abstract class ReaderContract {
    private final EventReader reader;

    @TempDir
    private Path folder;

    /** @param reader the reader under test */
    protected ReaderContract(EventReader reader) {
        this.reader = reader;
    }

    /** A file of the format, with at least one tree of several events that has a branch that can be read. */
    protected abstract Path file(Path folder) throws IOException;

    private static List<String> readable(TreeInfo tree) {
        return tree.branches().stream()
                .filter(branch -> branch.kind() != null)
                .map(BranchInfo::name)
                .toList();
    }

    /** Every number of some events, as text. */
    private static List<String> values(EventFile.EventCursor cursor) throws IOException {
        var values = new ArrayList<String>();
        long next = -1;
        for (EventBatch batch = cursor.next(); batch != null; batch = cursor.next()) {
            assertTrue(next < 0 || batch.firstEntry() == next, "batches follow each other");
            next = batch.firstEntry() + batch.size();
            for (int e = 0; e < batch.size(); e++) {
                var event = new StringBuilder();
                for (Column column : batch.columns().values()) {
                    int[] offsets = column.offsets();
                    int to = offsets == null ? e + 1 : offsets[e + 1];
                    event.append(column.name()).append(':');
                    for (int i = offsets == null ? e : offsets[e]; i < to; i++) {
                        event.append(' ').append(column.text(i));
                    }
                    event.append('\n');
                }
                values.add(event.toString());
            }
        }
        return values;
    }

    @Test
    void readsWhatItSaysThatThereIs() throws IOException {
        Path file = file(folder);
        assertTrue(reader.accepts(file), "a file of its format is taken");
        try (EventFile open = reader.open(file)) {
            assertFalse(open.trees().isEmpty(), "the file has a tree");
            for (TreeInfo tree : open.trees()) {
                try (var cursor = open.read(tree.name(), readable(tree))) {
                    assertEquals(tree.entries(), values(cursor).size(), () -> "events of " + tree.name());
                }
            }
        }
    }

    @Test
    void aRangeIsAPieceOfTheWhole() throws IOException {
        try (EventFile open = reader.open(file(folder))) {
            for (TreeInfo tree : open.trees()) {
                List<String> all;
                try (var cursor = open.read(tree.name(), readable(tree))) {
                    all = values(cursor);
                }
                for (long first = 0; first < tree.entries(); first += Math.max(1, tree.entries() / 3)) {
                    long count = Math.min(tree.entries() - first, 1 + tree.entries() / 4);
                    try (var cursor = open.read(tree.name(), readable(tree), first, count)) {
                        assertEquals(
                                all.subList((int) first, (int) (first + count)), values(cursor), "the range's events");
                    }
                }
            }
        }
    }

    @Test
    void refusesWhatIsNotThere() throws IOException {
        try (EventFile open = reader.open(file(folder))) {
            String tree = open.trees().get(0).name();
            var branch = assertThrows(
                    FiduciaException.class,
                    () -> open.read(tree, List.of("no_such_branch")),
                    "a branch that is not there is refused");
            assertTrue(branch.getMessage().contains("no_such_branch"), branch.getMessage());
            assertThrows(
                    FiduciaException.class,
                    () -> open.read("no_such_tree", List.of()),
                    "a tree that is not there is refused");
        }
    }

    /** Bytes of nothing are not taken, and if they are opened all the same, the message is for people. */
    @Test
    void doesNotTakeNonsense() throws IOException {
        byte[] bytes = new byte[4096];
        new Random(1).nextBytes(bytes);
        Path file = Files.write(folder.resolve("nonsense"), bytes);
        assertFalse(reader.accepts(file), "nonsense is not taken");
        var refused = assertThrows(
                FiduciaException.class,
                () -> {
                    try (EventFile open = reader.open(file)) {
                        open.trees();
                    }
                },
                "nonsense that is opened is refused");
        assertFalse(refused.remedy().isBlank(), "what to do");
    }
}
