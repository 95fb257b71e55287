package org.fiducia.kernel.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
}
