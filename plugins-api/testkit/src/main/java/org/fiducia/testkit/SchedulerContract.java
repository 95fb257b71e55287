package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.schedule.Scheduler;
import org.fiducia.api.schedule.Task;
import org.junit.jupiter.api.Test;

/** What every scheduler keeps. Its test extends this. */
public abstract class SchedulerContract {
    private static final FiduciaException REFUSED =
            new FiduciaException(FiduciaException.Kind.INPUT, "a unit that cannot be done", "leave it out");

    /** A scheduler that can do a task. */
    protected abstract Scheduler scheduler(Task task);

    /** Puts what is shared before the unit; refuses some. */
    private static final class Joining implements Task {
        @Override
        public String id() {
            return "joining";
        }

        @Override
        public String title() {
            return "joins texts";
        }

        @Override
        public Work prepare(byte[] shared) {
            return (unit, progress) -> {
                String text = new String(unit, StandardCharsets.UTF_8);
                if (text.startsWith("bad")) {
                    throw REFUSED;
                }
                return (new String(shared, StandardCharsets.UTF_8) + text).getBytes(StandardCharsets.UTF_8);
            };
        }
    }

    private static List<byte[]> units(int count, String prefix) {
        var units = new ArrayList<byte[]>();
        for (int i = 0; i < count; i++) {
            units.add((prefix + i).getBytes(StandardCharsets.UTF_8));
        }
        return units;
    }

    private void run(List<byte[]> units, Scheduler.Results results, Progress progress) {
        scheduler(new Joining()).run("joining", "a-".getBytes(StandardCharsets.UTF_8), units, results, progress);
    }

    @Test
    void everyUnitIsTakenOnceWithItsOwnResult() {
        int count = 100;
        var taken = new AtomicReferenceArray<byte[]>(count);
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        run(
                units(count, "x"),
                (unit, result) -> {
                    order.add(unit);
                    taken.set(unit, result);
                },
                Progress.NONE);
        assertEquals(count, order.size(), "a unit is told of once");
        for (int i = 0; i < count; i++) {
            assertArrayEquals(("a-x" + i).getBytes(StandardCharsets.UTF_8), taken.get(i), "the result of unit " + i);
        }
    }

    @Test
    void nothingToDoIsDone() {
        run(
                List.of(),
                (unit, result) -> {
                    throw new AssertionError("there is no unit");
                },
                Progress.NONE);
    }

    @Test
    void aUnitThatFailsIsTheFailure() {
        List<byte[]> units = units(3, "x");
        units.add("bad".getBytes(StandardCharsets.UTF_8));
        FiduciaException failure = assertThrows(FiduciaException.class, () -> run(units, (u, r) -> {}, Progress.NONE));
        assertEquals(REFUSED.getMessage(), failure.getMessage(), "the failure of the unit, as it is");
        assertEquals(REFUSED.kind(), failure.kind(), "which decides the exit code");
        assertTrue(
                failure.remedy().startsWith(REFUSED.remedy()),
                "its remedy, to which may be added where it failed: " + failure.remedy());
    }

    @Test
    void whatIsCancelledEnds() {
        assertThrows(
                CancellationException.class,
                () -> run(units(3, "x"), (u, r) -> {}, new Cancelled()),
                "what is cancelled ends");
    }
}
