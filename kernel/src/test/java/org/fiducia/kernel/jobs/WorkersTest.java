package org.fiducia.kernel.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WorkersTest {
    @Test
    void keepsTheOrderOfTheTasks() {
        var tasks = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 50; i++) {
            int number = i;
            tasks.add(() -> {
                Thread.sleep(number % 3);
                return number;
            });
        }
        try (var workers = new Workers(4)) {
            List<Integer> results = workers.all(tasks);
            for (int i = 0; i < results.size(); i++) {
                assertEquals(i, results.get(i));
            }
        }
    }

    @Test
    void throwsTheFirstFailure() {
        try (var workers = new Workers(2)) {
            List<Callable<Integer>> tasks = List.of(() -> 1, () -> {
                throw new IllegalStateException("two");
            });
            assertEquals(
                    "two",
                    assertThrows(IllegalStateException.class, () -> workers.all(tasks))
                            .getMessage());
        }
    }

    @Test
    void isOverOnlyWhenNothingRunsAnyMore() throws Exception {
        var ended = new AtomicBoolean();
        var started = new CountDownLatch(1);
        var workers = new Workers(2);
        Callable<Void> stubborn = () -> {
            started.countDown();
            long end = System.nanoTime() + 200_000_000L;
            while (System.nanoTime() < end) {
                Thread.onSpinWait(); // hears no interrupt
            }
            ended.set(true);
            return null;
        };
        Callable<Void> failing = () -> {
            started.await();
            throw new IllegalStateException("the first failure");
        };
        assertThrows(IllegalStateException.class, () -> workers.all(List.of(failing, stubborn)));
        assertFalse(ended.get());
        workers.close();
        assertTrue(ended.get());
    }

    @Test
    void tasksOfATaskAreDoneByItsOwnThread() {
        try (var workers = new Workers(1)) {
            // with one thread, who waited for another would wait for ever
            Callable<List<Thread>> outer = () -> {
                Callable<Thread> inner = Thread::currentThread;
                var seen = new ArrayList<>(workers.all(List.of(inner, inner)));
                seen.add(Thread.currentThread());
                return seen;
            };
            List<Thread> seen = workers.all(List.of(outer)).get(0);
            assertEquals(1, seen.stream().distinct().count());
            assertTrue(seen.get(0).isDaemon());
        }
    }

    @Test
    void theFailureOfTheFirstTaskIsThrownWhoeverWasFaster() {
        try (var workers = new Workers(2)) {
            var second = new CountDownLatch(1);
            Callable<Integer> slow = () -> {
                second.await();
                throw new IllegalArgumentException("one");
            };
            Callable<Integer> fast = () -> {
                second.countDown();
                throw new IllegalStateException("two");
            };
            assertThrows(IllegalArgumentException.class, () -> workers.all(List.of(slow, fast)));
        }
    }

    @Test
    void errorsAreThrownAsTheyAreAndWhatIsCheckedIsWrapped() {
        try (var workers = new Workers(1)) {
            var error = new StackOverflowError();
            Callable<Void> bad = () -> {
                throw error;
            };
            assertSame(error, assertThrows(StackOverflowError.class, () -> workers.all(List.of(bad))));
            var checked = new java.io.IOException("torn");
            Callable<Void> worse = () -> {
                throw checked;
            };
            assertSame(
                    checked,
                    assertThrows(IllegalStateException.class, () -> workers.all(List.of(worse)))
                            .getCause());
            assertSame(
                    checked,
                    assertThrows(IllegalStateException.class, () -> Workers.call(worse))
                            .getCause());
            assertEquals(List.of(), workers.all(List.of()), "it goes on, with nothing");
        }
    }

    @Test
    void anInterruptedCallerIsCancelledAndItsTasksWithIt() throws Exception {
        var started = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var outcome = new AtomicBoolean();
        var workers = new Workers(1);
        Callable<Void> endless = () -> {
            started.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return null;
        };
        var caller = new Thread(() -> {
            try {
                workers.all(List.of(endless));
            } catch (CancellationException e) {
                outcome.set(Thread.currentThread().isInterrupted());
            }
        });
        caller.start();
        started.await();
        caller.interrupt();
        caller.join();
        assertTrue(outcome.get(), "cancelled, and still interrupted");
        interrupted.await();
        workers.close();
    }

    @Test
    void everyElementIsInOnePiece() {
        int[] sizes = {0, 1, 40_000, 16_384};
        var seen = new java.util.concurrent.atomic.AtomicIntegerArray(40_000 * sizes.length);
        try (var workers = new Workers(3)) {
            workers.pieces(List.of(0, 1, 40_000, 16_384), (list, from, to) -> {
                for (int e = from; e < to; e++) {
                    seen.incrementAndGet(list * 40_000 + e);
                }
            });
        }
        for (int list = 0; list < sizes.length; list++) {
            for (int e = 0; e < 40_000; e++) {
                assertEquals(e < sizes[list] ? 1 : 0, seen.get(list * 40_000 + e), list + " " + e);
            }
        }
    }
}
