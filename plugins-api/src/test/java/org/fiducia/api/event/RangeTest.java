package org.fiducia.api.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.junit.jupiter.api.Test;

/** Ranges of a file whose reader knows only the whole. */
class RangeTest {
    private static final int EVENTS = 10;

    /** Event e has the number e, and e % 3 values of it. */
    private static final class Counting implements EventFile {
        private final int batch;
        private boolean closed;

        Counting(int batch) {
            this.batch = batch;
        }

        @Override
        public List<TreeInfo> trees() {
            return List.of(new TreeInfo("t", EVENTS, List.of()));
        }

        @Override
        public EventCursor read(String tree, List<String> branches) {
            return new EventCursor() {
                private int next;

                @Override
                public EventBatch next() {
                    if (next >= EVENTS) {
                        return null;
                    }
                    int size = Math.min(batch, EVENTS - next);
                    EventBatch made = make(next, size);
                    next += size;
                    return made;
                }

                @Override
                public void close() {
                    closed = true;
                }
            };
        }

        private static EventBatch make(int first, int size) {
            var numbers = new double[size];
            var offsets = new int[size + 1];
            var values = new ArrayList<Long>();
            for (int e = 0; e < size; e++) {
                numbers[e] = first + e;
                for (int k = 0; k < (first + e) % 3; k++) {
                    values.add(first + e == 8 ? -1L : (long) first + e);
                }
                offsets[e + 1] = values.size();
            }
            long[] bits = values.stream().mapToLong(Long::longValue).toArray();
            return new EventBatch(
                    "here:t",
                    first,
                    size,
                    Map.of(
                            "x", Column.reals("x", null, numbers),
                            "y", Column.unsigned("y", "here:t", first, offsets, bits)));
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    private static List<EventBatch> read(int batch, long first, long count) throws IOException {
        var file = new Counting(batch);
        var batches = new ArrayList<EventBatch>();
        try (var cursor = file.read("t", List.of("x", "y"), first, count)) {
            for (EventBatch next = cursor.next(); next != null; next = cursor.next()) {
                batches.add(next);
            }
            assertNull(cursor.next(), "nothing after the end");
        }
        assertTrue(file.closed);
        return batches;
    }

    @Test
    void everyRangeHasItsEvents() throws IOException {
        for (int batch = 1; batch <= EVENTS + 1; batch++) {
            for (int first = 0; first <= EVENTS; first++) {
                for (int count = 0; first + count <= EVENTS; count++) {
                    long next = first;
                    for (EventBatch part : read(batch, first, count)) {
                        assertEquals(next, part.firstEntry());
                        assertEquals(part.size(), part.reals("x").length);
                        int[] offsets = part.offsets("y");
                        for (int e = 0; e < part.size(); e++) {
                            assertEquals(next + e, part.reals("x")[e]);
                            assertEquals((next + e) % 3, offsets[e + 1] - offsets[e]);
                        }
                        next += part.size();
                    }
                    assertEquals(first + count, next);
                }
            }
        }
    }

    @Test
    void valuesGoWithTheirEvents() throws IOException {
        EventBatch part = read(EVENTS, 4, 4).get(0);
        assertArrayEquals(new int[] {0, 1, 3, 3, 4}, part.offsets("y"));
        assertArrayEquals(new long[] {4, 5, 5, 7}, part.integers("y"), "the large one of event 8 is not among them");
        assertTrue(Arrays.equals(new double[] {4, 5, 6, 7}, part.reals("x")));
    }

    @Test
    void aNumberTooLargeIsToldWithItsEntry() throws IOException {
        EventBatch part = read(4, 7, 3).get(1);
        FiduciaException e = assertThrows(FiduciaException.class, () -> part.integers("y"));
        assertTrue(e.getMessage().contains("entry 8"), e.getMessage());
    }
}
