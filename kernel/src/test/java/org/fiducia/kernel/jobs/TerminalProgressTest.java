package org.fiducia.kernel.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.fiducia.api.Progress;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
    private static final String CLEAR = "\r\u001b[K";

    private final StringWriter shown = new StringWriter();
    private final AtomicLong clock = new AtomicLong();

    private RunningJob job(boolean terminal) {
        return job(terminal, 0);
    }

    private RunningJob job(boolean terminal, int columns) {
        var progress = new TerminalProgress(new PrintWriter(shown), terminal, columns, clock::get);
        return new RunningJob(1, List.of("a"), List.of(progress), clock::get, job -> {});
    }

    /** What was printed since the last look; line ends as everywhere. */
    private String shown() {
        String text = shown.toString().replace(System.lineSeparator(), "\n");
        shown.getBuffer().setLength(0);
        return text;
    }

    @Test
    void withoutATerminalEveryStageIsALine() {
        RunningJob job = job(false);
        job.start();
        job.begin("reading", 10);
        job.advance(5);
        job.warn("careful");
        job.begin("fitting", 0);
        job.finish();
        job.end(0);
        assertEquals("… reading\n! careful\n… fitting\n", shown());
    }

    @Test
    void onATerminalOneLineIsDrawnAgain() {
        RunningJob job = job(true);
        job.begin("reading", 10);
        assertEquals(CLEAR + "[" + " ".repeat(30) + "] reading", shown());
        job.advance(5);
        assertEquals(CLEAR + "[" + "=".repeat(15) + " ".repeat(15) + "] reading", shown());
        clock.addAndGet(1_000_000_000);
        job.advance(500);
        assertEquals(CLEAR + "[" + "=".repeat(30) + "] reading", shown(), "no more than full");
        job.begin("fitting", 0);
        assertEquals(CLEAR + "fitting", shown(), "of unknown length");
    }

    @Test
    void whatRemainsIsSaidOnceItCanBeKnown() {
        RunningJob job = job(true);
        job.begin("reading", 1000);
        clock.addAndGet(1_000_000_000);
        job.advance(1);
        shown();
        clock.addAndGet(3_000_000_000L);
        job.advance(99); // a tenth in 4 s
        assertEquals(CLEAR + "[===" + " ".repeat(27) + "] reading, 36 s left", shown());
        clock.addAndGet(36_000_000_000L);
        job.advance(100); // a fifth in 40 s
        assertEquals(CLEAR + "[======" + " ".repeat(24) + "] reading, 3 min left", shown());
        job.begin("fitting", 10);
        assertEquals(CLEAR + "[" + " ".repeat(30) + "] fitting", shown(), "another stage begins anew");
    }

    @Test
    void howFastItGoesIsSaidInItsUnits() {
        RunningJob job = job(true);
        String half = CLEAR + "[" + "=".repeat(15) + " ".repeat(15) + "] ";
        job.begin("reading", 2_500_000_000L, Progress.BYTES);
        shown();
        clock.addAndGet(10_000_000_000L);
        job.advance(1_250_000_000L);
        assertEquals(half + "reading, 125 MB/s, 10 s left", shown());
        job.begin("fitting", 100, "toys");
        shown();
        clock.addAndGet(20_000_000_000L);
        job.advance(50);
        assertEquals(half + "fitting, 2.5 toys/s, 20 s left", shown());
        job.begin("reading", 3000, Progress.BYTES);
        shown();
        clock.addAndGet(3_000_000_000L);
        job.advance(1500);
        assertEquals(half + "reading, 500 B/s, 3 s left", shown());
        job.begin("waiting", 2);
        shown();
        clock.addAndGet(3_000_000_000L);
        job.advance(1);
        assertEquals(half + "waiting, 3 s left", shown(), "nothing is said of what is counted");
    }

    @Test
    void aLineThatDoesNotFitIsCut() {
        RunningJob job = job(true, 20);
        job.begin("reading the samples", 3);
        assertEquals(CLEAR + "[      ] reading t…", shown(), "19 letters, so that the terminal breaks nothing");
        job.begin("fitting", 3);
        assertEquals(CLEAR + "[      ] fitting", shown());
        job.end(0);
        shown();
        job(true, 200).begin("reading", 2);
        assertEquals(CLEAR + "[" + " ".repeat(30) + "] reading", shown());
    }

    @Test
    void aWarningStandsOnALineOfItsOwn() {
        RunningJob job = job(true);
        job.begin("reading", 0);
        shown();
        job.warn("careful");
        assertEquals(CLEAR + "! careful\n", shown());
    }

    @Test
    void theLineGoesWithItsStageAndItsJob() {
        RunningJob job = job(true);
        job.begin("reading", 0);
        shown();
        job.finish();
        assertEquals(CLEAR, shown());
        job.begin("writing", 0);
        shown();
        job.end(1);
        assertEquals(CLEAR, shown());
    }
}
