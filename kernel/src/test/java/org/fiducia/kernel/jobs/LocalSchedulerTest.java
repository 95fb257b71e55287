package org.fiducia.kernel.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.fiducia.api.Progress;
import org.fiducia.api.schedule.Scheduler;
import org.fiducia.api.schedule.Task;
import org.fiducia.testkit.SchedulerContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalSchedulerTest extends SchedulerContract {
    private final Workers workers = new Workers(3);

    @Override
    protected Scheduler scheduler(Task task) {
        return new LocalScheduler(workers, List.of(task));
    }

    @AfterEach
    void end() {
        workers.close();
    }

    /** Gives a unit back; the units that it was given are counted. */
    private static final class Echo implements Task {
        private final AtomicInteger done = new AtomicInteger();

        @Override
        public String id() {
            return "echo";
        }

        @Override
        public String title() {
            return "echo";
        }

        @Override
        public Work prepare(byte[] shared) {
            return (unit, progress) -> {
                done.incrementAndGet();
                return new byte[] {(byte) (shared[0] + unit[0])};
            };
        }
    }

    @Test
    void aTaskThatItDoesNotKnowIsAMistakeOfTheCaller() {
        var scheduler = new LocalScheduler(workers, List.of(new Echo()));
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> scheduler.run("other", new byte[0], List.of(), (unit, result) -> {}, Progress.NONE));
        assertEquals("no task other", e.getMessage());
    }

    @Test
    void everyUnitHasItsResult() {
        var results = new ConcurrentHashMap<Integer, Integer>();
        new LocalScheduler(workers, List.of(new Echo()))
                .run(
                        "echo",
                        new byte[] {10},
                        List.of(new byte[] {1}, new byte[] {2}, new byte[] {3}),
                        (unit, result) -> results.put(unit, (int) result[0]),
                        Progress.NONE);
        assertEquals(Map.of(0, 11, 1, 12, 2, 13), results);
    }

    @Test
    void cancelledWorkIsNotBegun() {
        var echo = new Echo();
        var cancelled = new Progress() {
            @Override
            public void checkCancelled() {
                throw new CancellationException();
            }
        };
        assertThrows(
                CancellationException.class,
                () -> new LocalScheduler(workers, List.of(echo))
                        .run("echo", new byte[1], List.of(new byte[1]), (unit, result) -> {}, cancelled));
        assertEquals(0, echo.done.get());
    }
}
