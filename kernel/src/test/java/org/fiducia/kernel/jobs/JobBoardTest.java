package org.fiducia.kernel.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.fiducia.api.command.Job;
import org.fiducia.api.command.Job.State;
import org.fiducia.api.command.JobListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs run beside each other; the time of grace is none where one is to be given up, and endless elsewhere. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class JobBoardTest {
    private static final long FOREVER = TimeUnit.DAYS.toMillis(1);

    private final CountDownLatch testEnds = new CountDownLatch(1);
    private final AtomicReference<Predicate<Thread>> given = new AtomicReference<>();

    @AfterEach
    void free() {
        testEnds.countDown();
    }

    private JobBoard.Work work(ToIntFunction<RunningJob> what) {
        return new JobBoard.Work() {
            @Override
            public int run(RunningJob job) {
                return what.applyAsInt(job);
            }

            @Override
            public void giveUp(RunningJob job, Predicate<Thread> ofJob) {
                given.set(ofJob);
            }
        };
    }

    private static RunningJob start(JobBoard board, String word, JobBoard.Work work) {
        return board.start(List.of(word), List.of(), work);
    }

    /** Waits for an interruption, as work that can be cancelled does. */
    private int obedient(RunningJob job) {
        try {
            testEnds.await();
            return 0;
        } catch (InterruptedException e) {
            assertThrows(CancellationException.class, job::checkCancelled);
            return RunningJob.CANCELLED;
        }
    }

    /** Hears nothing. */
    private int stubborn(CountDownLatch started) {
        started.countDown();
        while (true) {
            try {
                testEnds.await();
                return 0;
            } catch (InterruptedException e) {
                // never mind
            }
        }
    }

    @Test
    void runsOnAThreadOfItsOwnAndGivesItsExitCode() throws Exception {
        var board = new JobBoard(FOREVER);
        var thread = new AtomicReference<Thread>();
        RunningJob job = start(board, "one", work(running -> {
            thread.set(Thread.currentThread());
            return 6;
        }));
        assertEquals(6, job.await());
        assertEquals(State.FAILED, job.status().state());
        assertFalse(thread.get() == Thread.currentThread());
        assertTrue(thread.get().isDaemon(), "one that does not stop keeps no process alive");
        assertEquals("fiducia one", thread.get().getName());
    }

    @Test
    void workThatThrowsEndsItsJobOnly() throws Exception {
        var board = new JobBoard(FOREVER);
        RunningJob bad = start(board, "bad", work(job -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> {});
            throw new StackOverflowError();
        }));
        assertEquals(JobBoard.UNFORESEEN, bad.await());
        assertEquals(State.FAILED, bad.status().state());
        assertEquals(0, start(board, "good", work(job -> 0)).await());
    }

    @Test
    void listenersHearOfItFromItsBeginning() throws Exception {
        var heard = new ArrayList<String>();
        var board = new JobBoard(FOREVER);
        JobListener listener = new JobListener() {
            @Override
            public void started(Job job) {
                heard.add("started " + job.id());
            }

            @Override
            public void staged(Job job) {
                heard.add(job.status().stage());
            }

            @Override
            public void ended(Job job) {
                heard.add("ended");
            }
        };
        board.start(List.of("a"), List.of(listener), work(job -> {
                    job.begin("dancing", 0);
                    return 0;
                }))
                .await();
        assertEquals(List.of("started 1", "dancing", "ended"), heard);
    }

    @Test
    void twoRunAtOnce() throws Exception {
        var board = new JobBoard(FOREVER);
        var both = new CountDownLatch(2);
        ToIntFunction<RunningJob> meet = job -> {
            both.countDown();
            try {
                both.await();
                return 0;
            } catch (InterruptedException e) {
                return 1;
            }
        };
        RunningJob one = start(board, "one", work(meet));
        RunningJob two = start(board, "two", work(meet));
        assertEquals(0, one.await());
        assertEquals(0, two.await());
        assertEquals(List.of(1, 2), board.recent().stream().map(Job::id).toList());
    }

    @Test
    void whoIsCancelledStopsAndTheOthersRunOn() throws Exception {
        var board = new JobBoard(FOREVER);
        RunningJob one = start(board, "one", work(this::obedient));
        RunningJob two = start(board, "two", work(this::obedient));
        one.cancel();
        assertEquals(RunningJob.CANCELLED, one.await());
        assertEquals(State.CANCELLED, one.status().state());
        assertEquals(State.RUNNING, two.status().state());
        assertFalse(two.cancelled());
        testEnds.countDown();
        assertEquals(0, two.await(), "nobody interrupted it");
    }

    @Test
    void oneThatFinishesAllTheSameIsDone() throws Exception {
        var board = new JobBoard(FOREVER);
        var started = new CountDownLatch(1);
        RunningJob job = start(board, "one", work(running -> stubborn(started)));
        started.await();
        job.cancel();
        testEnds.countDown();
        assertEquals(0, job.await());
        assertEquals(State.DONE, job.status().state());
    }

    @Test
    void oneThatDoesNotStopIsGivenUp() throws Exception {
        var board = new JobBoard(1);
        var started = new CountDownLatch(1);
        var thread = new AtomicReference<Thread>();
        RunningJob job = start(board, "one", work(running -> {
            thread.set(Thread.currentThread());
            return stubborn(started);
        }));
        started.await();
        job.cancel();
        assertEquals(RunningJob.CANCELLED, job.await());
        assertEquals(State.CANCELLED, job.status().state());
        assertTrue(thread.get().isAlive(), "nobody can end it");
        assertTrue(given.get().test(thread.get()));
        testEnds.countDown();
        thread.get().join();
        assertEquals(RunningJob.CANCELLED, job.status().exitCode(), "it does not come back");
    }

    @Test
    void theThreadsOfOtherJobsAreNotToBlame() throws Exception {
        var board = new JobBoard(1);
        var started = new CountDownLatch(2);
        var helper = new AtomicReference<Thread>();
        var otherHelper = new AtomicReference<Thread>();
        RunningJob other = start(board, "other", work(job -> {
            otherHelper.set(new Thread(() -> stubborn(new CountDownLatch(1))));
            otherHelper.get().setDaemon(true);
            otherHelper.get().start();
            return stubborn(started);
        }));
        RunningJob stuck = start(board, "stuck", work(job -> {
            helper.set(new Thread(() -> stubborn(new CountDownLatch(1))));
            helper.get().setDaemon(true);
            helper.get().start();
            return stubborn(started);
        }));
        started.await();
        stuck.cancel();
        stuck.await();
        assertTrue(given.get().test(helper.get()), "what it started is of the job");
        assertTrue(given.get().test(Thread.currentThread()), "what belongs to no job may be at work for it");
        assertFalse(given.get().test(otherHelper.get()), "what another started is not");
        assertEquals(State.RUNNING, other.status().state());
    }

    @Test
    void aJobMayStartAnother() throws Exception {
        var board = new JobBoard(FOREVER);
        var inner = new AtomicInteger();
        RunningJob outer = start(board, "outer", work(job -> {
            inner.set(start(board, "inner", work(second -> 5)).awaitOrCancel());
            return 0;
        }));
        assertEquals(0, outer.await());
        assertEquals(5, inner.get());
    }

    @Test
    void allAreCancelledAtTheEnd() throws Exception {
        var board = new JobBoard(FOREVER);
        RunningJob one = start(board, "one", work(this::obedient));
        RunningJob two = start(board, "two", work(this::obedient));
        RunningJob over = start(board, "over", work(job -> 0));
        over.await();
        board.cancelAll();
        assertEquals(RunningJob.CANCELLED, one.await());
        assertEquals(RunningJob.CANCELLED, two.await());
        assertEquals(0, over.status().exitCode());
    }

    @Test
    void theLastOnesAndAllThatRunAreRemembered() throws Exception {
        var board = new JobBoard(FOREVER);
        RunningJob running = start(board, "running", work(this::obedient));
        for (int i = 0; i < 200; i++) {
            start(board, "short", work(job -> 0)).await();
        }
        List<Job> recent = board.recent();
        assertTrue(recent.size() >= 50 && recent.size() < 100, "some, but not all: " + recent.size());
        assertEquals(running, recent.get(0), "it runs, though it is the oldest");
        assertEquals(201, recent.get(recent.size() - 1).id());
        List<Integer> ids = recent.stream().map(Job::id).toList();
        assertEquals(ids.stream().sorted().toList(), ids);
        assertThrows(UnsupportedOperationException.class, () -> recent.remove(0));
    }

    @Test
    void aListenerMayAskForAllJobsAndCancelThem() throws Exception {
        var board = new JobBoard(FOREVER);
        var sawItself = new AtomicBoolean();
        JobListener meddling = new JobListener() {
            @Override
            public void started(Job job) {
                sawItself.set(board.recent().contains(job));
                job.cancel();
            }
        };
        RunningJob job = board.start(List.of("a"), List.of(meddling), work(this::obedient));
        assertEquals(RunningJob.CANCELLED, job.await());
        assertTrue(sawItself.get());
    }
}
