package org.fiducia.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.kernel.jobs.Workers;
import org.fiducia.kernel.store.Store;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that are held in pages of a file are those that were kept, whoever reads them in which order. */
class KeptEventsTest {
    private static final int UNITS = 5;
    private static final int EACH = 7 * Selection.PAGE + 3;
    private static final int ALL = UNITS * EACH;

    @TempDir
    private Path folder;

    private final Numbers.Large channel = new Numbers.Large();
    private final Thread test = Thread.currentThread();
    private final Map<Thread, Boolean> readers = new ConcurrentHashMap<>();
    private final AtomicBoolean broken = new AtomicBoolean();

    /** For which the thread of the test waits before it reads. */
    private CountDownLatch others = new CountDownLatch(0);

    @BeforeEach
    void look() {
        channel.reading = this::reading;
    }

    private void reading() {
        readers.put(Thread.currentThread(), true);
        if (Thread.currentThread() != test) {
            others.countDown();
        } else if (!awaited()) {
            throw new IllegalStateException("nobody else reads");
        }
        if (broken.get()) {
            throw new IllegalStateException("broken");
        }
    }

    private boolean awaited() {
        try {
            return others.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeptEvents kept(int threads) {
        return new KeptEvents(channel, 0, new Store(folder, true, Long.MAX_VALUE, remark -> {}), threads);
    }

    private List<SelectedEvent> events(KeptEvents kept) {
        var units = new ArrayList<List<SelectedEvent>>();
        for (int u = 0; u < UNITS; u++) {
            var unit = new Selection(channel, List.of("all"), 1, 0, Selection.Holding.PAGES);
            for (int e = 0; e < EACH; e++) {
                unit.keep(new SelectedEvent(u * EACH + e, 0, 0, Lines.candidate(105, 0.5), -1, null, true));
            }
            units.add(kept.keep(unit));
        }
        return KeptEvents.joined(units);
    }

    private static void assertInOrder(List<SelectedEvent> events) {
        for (int e = 0; e < ALL; e++) {
            assertEquals(e, events.get(e).weight());
        }
    }

    @Test
    void whoGoesThroughThemInOrderIsHelped() {
        try (KeptEvents kept = kept(3)) {
            List<SelectedEvent> events = events(kept);
            assertEquals(ALL, events.size());
            assertFalse(events instanceof RandomAccess);
            others = new CountDownLatch(1); // pages are read ahead before the first one is
            assertInOrder(events);
            for (int e = ALL - 1; e >= 0; e -= Selection.PAGE / 2) {
                assertEquals(e, events.get(e).weight(), "backwards");
            }
        }
    }

    @Test
    void oneThreadReadsAlone() {
        try (KeptEvents kept = kept(1)) {
            assertInOrder(events(kept));
            assertEquals(List.of(Thread.currentThread()), List.copyOf(readers.keySet()));
        }
    }

    @Test
    void manyThreadsReadTheSame() {
        try (KeptEvents kept = kept(4);
                var workers = new Workers(4)) {
            List<SelectedEvent> events = events(kept);
            var tasks = new ArrayList<Callable<Boolean>>();
            for (int k = 0; k < 8; k++) {
                tasks.add(() -> {
                    assertInOrder(events);
                    return true;
                });
            }
            assertEquals(8, workers.all(tasks).size());
        }
    }

    @Test
    void whatCannotBeReadIsSaidEachTimeUntilItCan() {
        try (KeptEvents kept = kept(2)) {
            List<SelectedEvent> events = events(kept);
            broken.set(true);
            for (int k = 0; k < 2; k++) {
                FiduciaException e = assertThrows(FiduciaException.class, () -> events.get(0));
                assertTrue(e.getMessage().contains("broken"), e.getMessage());
            }
            broken.set(false);
            assertInOrder(events);
        }
    }

    @Test
    void nothingIsReadAfterTheEnd() {
        KeptEvents kept = kept(2);
        List<SelectedEvent> events = events(kept);
        assertEquals(0, events.get(0).weight());
        kept.close();
        assertInstanceOf(IllegalStateException.class, assertThrows(RuntimeException.class, () -> events.get(0)));
    }
}
