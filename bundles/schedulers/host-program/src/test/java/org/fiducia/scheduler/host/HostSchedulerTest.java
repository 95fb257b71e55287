package org.fiducia.scheduler.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.schedule.Scheduler;
import org.fiducia.api.schedule.Task;
import org.fiducia.testkit.SchedulerContract;
import org.junit.jupiter.api.Test;

/** A program that does the units with a framework of its own, every one twice and the last first. */
class HostSchedulerTest extends SchedulerContract {
    private static final Map<String, String> PLUGINS = Map.of("reader", "ab".repeat(32), "channel", "cd".repeat(32));

    private static BiFunction<byte[], List<byte[]>, Iterator<Map.Entry<Integer, byte[]>>> host(
            Map<String, String> plugins, Task... tasks) {
        var work = new UnitWork(List.of(tasks), () -> plugins, "node7");
        return (order, units) -> IntStream.range(0, 2 * units.size())
                .mapToObj(i -> units.size() - 1 - i / 2)
                .<Map.Entry<Integer, byte[]>>map(i -> Map.entry(i, work.apply(order.clone(), units.get(i))))
                .iterator();
    }

    private static Scheduler scheduler(BiFunction<byte[], List<byte[]>, Iterator<Map.Entry<Integer, byte[]>>> host) {
        return new HostScheduler("elsewhere", host, () -> PLUGINS);
    }

    @Override
    protected Scheduler scheduler(Task task) {
        return scheduler(host(PLUGINS, task));
    }

    /** A task that does something to each unit. */
    private static Task task(Task.Work work) {
        return new Task() {
            @Override
            public String id() {
                return "task";
            }

            @Override
            public String title() {
                return "for a test";
            }

            @Override
            public Work prepare(byte[] shared) {
                return work;
            }
        };
    }

    private static void run(Scheduler scheduler, Progress progress) {
        scheduler.run("task", new byte[0], List.of(new byte[] {1}, new byte[] {2}), (u, r) -> {}, progress);
    }

    @Test
    void refusesOtherPlugins() {
        var other = Map.of("reader", "ab".repeat(32), "channel", "ef".repeat(32), "extra", "00".repeat(32));
        var e = assertThrows(
                FiduciaException.class,
                () -> run(scheduler(host(other, task((unit, progress) -> unit))), Progress.NONE));
        assertEquals(Kind.PLUGIN, e.kind());
        assertEquals(
                "the plug-ins on node7 are not those of this call: channel is another one (efefefefefef, not"
                        + " cdcdcdcdcdcd), extra was not there",
                e.getMessage());
    }

    @Test
    void aMissingTaskIsNamed() {
        var e = assertThrows(FiduciaException.class, () -> run(scheduler(host(PLUGINS)), Progress.NONE));
        assertEquals("there is no task task on node7", e.getMessage());
    }

    @Test
    void aFileThatCannotBeReadIsOfAMachine() {
        Task reading = task((unit, progress) -> {
            throw new FiduciaException(Kind.INPUT, "a.root does not exist", "correct the path");
        });
        var e = assertThrows(FiduciaException.class, () -> run(scheduler(host(PLUGINS, reading)), Progress.NONE));
        assertEquals("a.root does not exist", e.getMessage());
        assertEquals("correct the path; it was read on node7, where files must be under the same paths", e.remedy());
    }

    @Test
    void whatNobodyForesawIsSaid() {
        Task broken = task((unit, progress) -> {
            throw new ArithmeticException("by zero");
        });
        var e = assertThrows(IllegalStateException.class, () -> run(scheduler(host(PLUGINS, broken)), Progress.NONE));
        assertEquals("java.lang.ArithmeticException: by zero, on node7", e.getMessage());
    }

    @Test
    void warningsArrive() {
        var told = new ArrayList<String>();
        Task warning = task((unit, progress) -> {
            progress.warn("unit " + unit[0]);
            return unit;
        });
        run(scheduler(host(PLUGINS, warning)), new Progress() {
            @Override
            public void warn(String message) {
                told.add(message);
            }
        });
        assertEquals(List.of("unit 2", "unit 1"), told);
    }

    /** Answers that end early, and whether they were closed. */
    private record Broken(RuntimeException failure, AtomicBoolean closed)
            implements Iterator<Map.Entry<Integer, byte[]>>, AutoCloseable {
        @Override
        public boolean hasNext() {
            throw failure;
        }

        @Override
        public Map.Entry<Integer, byte[]> next() {
            throw failure;
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }

    @Test
    void lostMachinesAreAnErrorAndNothingIsWaitedFor() {
        var lost = new Broken(new IllegalStateException("4 executors were lost"), new AtomicBoolean());
        var e = assertThrows(FiduciaException.class, () -> run(scheduler((order, units) -> lost), Progress.NONE));
        assertEquals("elsewhere does not get the work done: 4 executors were lost", e.getMessage());
        assertTrue(lost.closed().get());
        var cancelled = new Broken(new CancellationException(), new AtomicBoolean());
        assertThrows(CancellationException.class, () -> run(scheduler((order, units) -> cancelled), Progress.NONE));
        assertTrue(cancelled.closed().get());
    }

    @Test
    void aProgramThatGetsNoMachinesIsAnErrorOfIts() {
        var e = assertThrows(
                FiduciaException.class,
                () -> run(
                        scheduler((order, units) -> {
                            throw new IllegalStateException("no master");
                        }),
                        Progress.NONE));
        assertEquals("elsewhere does not get the work done: no master", e.getMessage());
    }

    @Test
    void ordersMadeReadyAreForgottenInTime() {
        var prepared = new ArrayList<Integer>();
        var work = new UnitWork(
                List.of(new Task() {
                    @Override
                    public String id() {
                        return "task";
                    }

                    @Override
                    public String title() {
                        return "for a test";
                    }

                    @Override
                    public Work prepare(byte[] shared) {
                        prepared.add((int) shared[0]);
                        return (unit, progress) -> shared;
                    }
                }),
                () -> PLUGINS,
                "node7");
        Stream.of(0, 0, 1, 2, 3, 0, 4, 0, 1).forEach(i -> {
            byte[] order = new Order("task", PLUGINS, new byte[] {i.byteValue()}).bytes();
            assertEquals(
                    i.byteValue(), Answer.of(work.apply(order, new byte[0])).result()[0]);
        });
        assertEquals(List.of(0, 1, 2, 3, 4, 1), prepared);
    }
}
