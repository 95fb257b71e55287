package org.fiducia.kernel.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.fiducia.api.command.Job;
import org.fiducia.api.command.Job.State;
import org.fiducia.api.command.JobListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunningJobTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong clock = new AtomicLong(-5 * SECOND);
    private final AtomicInteger stops = new AtomicInteger();
    private final List<String> heard = new ArrayList<>();
    private final JobListener listener = new Writing("");

    /** Writes down what it hears. */
    private final class Writing implements JobListener {
        private final String name;

        Writing(String name) {
            this.name = name;
        }

        private void write(String event, Job job) {
            heard.add(name + event + " " + job.status().state().name().toLowerCase());
        }

        @Override
        public void started(Job job) {
            write("started", job);
        }

        @Override
        public void staged(Job job) {
            write("stage " + job.status().stage(), job);
        }

        @Override
        public void advanced(Job job) {
            write(job.status().done() + "/" + job.status().total(), job);
        }

        @Override
        public void warned(Job job, String message) {
            write("! " + message, job);
        }

        @Override
        public void paused(Job job) {
            write("paused", job);
        }

        @Override
        public void ended(Job job) {
            write("ended " + job.status().exitCode(), job);
        }
    }

    private RunningJob job(JobListener... listeners) {
        return new RunningJob(
                7, List.of("measure", "x"), List.of(listeners), clock::get, job -> stops.incrementAndGet());
    }

    @Test
    void listenersHearWhatHappensInItsOrder() {
        RunningJob job = job(listener);
        job.start();
        job.begin("reading", 10);
        job.advance(3);
        job.warn("careful");
        job.begin("fitting", 0);
        job.finish();
        job.end(0);
        assertEquals(
                List.of(
                        "started running",
                        "stage reading running",
                        "3/10 running",
                        "! careful running",
                        "stage fitting running",
                        "paused running",
                        "ended 0 done"),
                heard);
    }

    @Test
    void everyListenerHearsOfAnEventBeforeTheNext() {
        RunningJob job = job(new Writing("a "), new Writing("b "));
        job.begin("one", 0);
        job.begin("two", 0);
        assertEquals(
                List.of("a stage one running", "b stage one running", "a stage two running", "b stage two running"),
                heard);
    }

    @Test
    void aListenerThatThrowsHarmsNobody() {
        JobListener broken = new JobListener() {
            @Override
            public void staged(Job job) {
                throw new IllegalStateException();
            }

            @Override
            public void ended(Job job) {
                throw new NoClassDefFoundError();
            }
        };
        RunningJob job = job(broken, listener);
        job.begin("one", 0);
        job.end(0);
        assertEquals(List.of("stage one running", "ended 0 done"), heard);
        assertEquals(State.DONE, job.status().state());
    }

    @Test
    void itsStatusIsWhatItsWorkSaid() {
        RunningJob job = job();
        assertEquals(7, job.id());
        assertEquals(List.of("measure", "x"), job.words());
        assertEquals(new Job.Status(State.RUNNING, "", 0, 0, List.of(), 0), job.status());
        assertTrue(Double.isNaN(job.status().fraction()));
        job.begin("reading", 8);
        job.advance(1);
        job.advance(1);
        job.warn("b");
        job.warn("a");
        assertEquals(new Job.Status(State.RUNNING, "reading", 2, 8, List.of("b", "a"), 0), job.status());
        assertEquals(0.25, job.status().fraction());
        job.advance(100);
        assertEquals(1, job.status().fraction(), "no more than everything");
        job.begin("fitting", 0);
        assertEquals(new Job.Status(State.RUNNING, "fitting", 0, 0, List.of("b", "a"), 0), job.status());
        job.finish();
        assertEquals("", job.status().stage());
    }

    @Test
    void aStatusDoesNotChangeAfterwards() {
        RunningJob job = job();
        job.warn("one");
        Job.Status before = job.status();
        job.warn("two");
        assertEquals(List.of("one"), before.warnings());
        assertThrows(
                UnsupportedOperationException.class, () -> before.warnings().add("three"));
    }

    @Test
    void aWarningIsToldOnce() {
        RunningJob job = job(listener);
        job.warn("careful");
        job.warn("careful");
        job.warn("very careful");
        assertEquals(List.of("! careful running", "! very careful running"), heard);
    }

    @Test
    void advancesAreToldAFewTimesASecond() {
        RunningJob job = job(listener);
        job.begin("reading", 1000);
        heard.clear();
        for (int i = 0; i < 100; i++) {
            job.advance(1);
        }
        assertEquals(List.of("1/1000 running"), heard, "the clock stands");
        clock.addAndGet(SECOND / 20);
        job.advance(1);
        assertEquals(1, heard.size(), "too early");
        clock.addAndGet(SECOND / 20);
        job.advance(1);
        assertEquals(List.of("1/1000 running", "102/1000 running"), heard);
        assertEquals(102, job.status().done(), "all are counted");
    }

    @Test
    void advancesOfManyThreadsAreAllCounted() throws InterruptedException {
        RunningJob job = job(listener);
        job.begin("reading", 4000);
        var threads = new ArrayList<Thread>();
        for (int t = 0; t < 4; t++) {
            var thread = new Thread(() -> {
                for (int i = 0; i < 1000; i++) {
                    clock.addAndGet(SECOND / 100);
                    job.advance(1);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(4000, job.status().done());
        assertTrue(heard.size() > 10, "some of it is told");
    }

    @Test
    void theTimeOfStagesOfOneNameAddsUp() {
        RunningJob job = job();
        job.begin("reading", 0);
        clock.addAndGet(2 * SECOND);
        job.begin("fitting", 0);
        clock.addAndGet(SECOND / 2);
        job.finish();
        clock.addAndGet(60 * SECOND);
        job.begin("reading", 0);
        clock.addAndGet(SECOND);
        job.finish();
        job.finish();
        assertEquals(Map.of("reading", 3.0, "fitting", 0.5), job.seconds());
        assertEquals(List.of("reading", "fitting"), List.copyOf(job.seconds().keySet()));
    }

    @ParameterizedTest
    @CsvSource({"0, DONE", "1, FAILED", "6, FAILED", "130, CANCELLED"})
    void itsStateFollowsFromItsExitCode(int code, State state) throws InterruptedException {
        RunningJob job = job(listener);
        job.begin("reading", 5);
        job.end(code);
        assertEquals(new Job.Status(state, "", 0, 0, List.of(), code), job.status());
        assertTrue(job.status().over());
        assertEquals(code, job.await());
        assertEquals(List.of("reading"), List.copyOf(job.seconds().keySet()));
    }

    @Test
    void itEndsOnce() throws InterruptedException {
        RunningJob job = job(listener);
        job.end(130);
        job.end(0);
        assertEquals(130, job.await());
        assertEquals(List.of("ended 130 cancelled"), heard);
    }

    @Test
    void whoCancelsStopsItsWork() {
        RunningJob job = job();
        job.checkCancelled();
        assertFalse(job.cancelled());
        job.cancel();
        job.cancel();
        assertTrue(job.cancelled());
        assertThrows(CancellationException.class, job::checkCancelled);
        assertEquals(1, stops.get(), "asked once");
    }

    @Test
    void oneThatIsOverIsNotCancelled() {
        RunningJob job = job();
        job.end(0);
        job.cancel();
        assertFalse(job.cancelled());
        assertEquals(0, stops.get());
    }

    @Test
    void anInterruptedThreadIsCancelled() {
        RunningJob job = job();
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, job::checkCancelled);
        assertTrue(Thread.interrupted());
        assertFalse(job.cancelled(), "the job itself is not");
    }

    /** Two jobs whose listeners ask each other's state do not wait for each other. */
    @Test
    void aListenerMayAskForTheStateOfOtherJobs() throws Exception {
        var jobs = new ArrayList<RunningJob>();
        var both = new CountDownLatch(2);
        JobListener asking = new JobListener() {
            @Override
            public void staged(Job job) {
                both.countDown();
                try {
                    both.await(); // both listeners are at work now
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                jobs.forEach(Job::status);
            }
        };
        jobs.add(job(asking));
        jobs.add(job(asking));
        var one = new Thread(() -> jobs.get(0).begin("one", 0));
        var two = new Thread(() -> jobs.get(1).begin("two", 0));
        one.start();
        two.start();
        one.join();
        two.join();
        assertEquals("one", jobs.get(0).status().stage());
        assertEquals("two", jobs.get(1).status().stage());
    }

    @Test
    void whoWaitsIsToldAfterTheListeners() throws Exception {
        var ending = new CountDownLatch(1);
        var proceed = new CountDownLatch(1);
        RunningJob job = job(new JobListener() {
            @Override
            public void ended(Job job) {
                ending.countDown();
                try {
                    proceed.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                heard.add("listener");
            }
        });
        var end = new Thread(() -> job.end(0));
        end.start();
        ending.await();
        var waiting = new Thread(() -> {
            job.awaitOrCancel();
            heard.add("waiter");
        });
        waiting.start();
        proceed.countDown();
        waiting.join();
        end.join();
        assertEquals(List.of("listener", "waiter"), heard);
    }

    @Test
    void anInterruptedWaiterCancelsAndWaitsOn() throws Exception {
        RunningJob job = new RunningJob(1, List.of("a"), List.of(), clock::get, stopping -> stopping.end(130));
        var code = new AtomicInteger();
        var waiting = new Thread(() -> code.set(job.awaitOrCancel()));
        waiting.start();
        waiting.interrupt();
        waiting.join();
        assertTrue(job.cancelled());
        assertEquals(130, code.get());
    }
}
