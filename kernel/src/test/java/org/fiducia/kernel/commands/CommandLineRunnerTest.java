package org.fiducia.kernel.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.command.Job;
import org.fiducia.api.command.JobListener;
import org.fiducia.api.command.Jobs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The process is one job: its words, its place, its exit code. */
class CommandLineRunnerTest {
    private static final String TERMINAL = "fiducia.terminal";

    private final List<Jobs.Call> calls = new ArrayList<>();
    private final Ending job = new Ending();
    private final String before = System.getProperty(TERMINAL);

    private final CommandLineRunner runner = new CommandLineRunner(Path.of("nowhere"), new Jobs() {
        @Override
        public List<String> verbs() {
            return List.of();
        }

        @Override
        public List<String> candidates(String verb) {
            return List.of();
        }

        @Override
        public Job start(Call call, JobListener listener) {
            calls.add(call);
            return job;
        }

        @Override
        public List<Job> recent() {
            return List.of(job);
        }
    });

    /** A job that is over when it is waited for, or when it is cancelled. */
    private static final class Ending implements Job {
        private int code;
        private int cancelled;
        private boolean interrupts;

        @Override
        public int id() {
            return 1;
        }

        @Override
        public List<String> words() {
            return List.of();
        }

        @Override
        public Status status() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void cancel() {
            cancelled++;
        }

        @Override
        public int await() throws InterruptedException {
            if (interrupts && cancelled == 0) {
                throw new InterruptedException();
            }
            return cancelled > 0 ? 130 : code;
        }
    }

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(TERMINAL);
        } else {
            System.setProperty(TERMINAL, before);
        }
    }

    @Test
    void wordsAreThoseOfTheCallerInItsFolder() {
        assertEquals(0, runner.applyAsInt(new String[] {"measure", "y", "--json"}));
        assertEquals(List.of("measure", "y", "--json"), calls.get(0).words());
        assertEquals(Path.of("").toAbsolutePath(), calls.get(0).directory());
        assertTrue(calls.get(0).directory().isAbsolute());
        assertEquals(0, job.cancelled);
    }

    @Test
    void theExitCodeIsThatOfTheJob() {
        for (int code : new int[] {0, 1, 4, 130}) {
            job.code = code;
            assertEquals(code, runner.applyAsInt(new String[0]));
        }
    }

    @Test
    void progressIsDrawnAgainOnATerminalOnly() {
        System.clearProperty(TERMINAL);
        runner.applyAsInt(new String[0]);
        System.setProperty(TERMINAL, "true");
        runner.applyAsInt(new String[0]);
        assertEquals(
                List.of(Jobs.Display.LINES, Jobs.Display.REDRAWN),
                calls.stream().map(Jobs.Call::display).toList());
    }

    @Test
    void anInterruptedProcessCancelsItsJobAndWaitsForItsEnd() {
        job.interrupts = true;
        assertEquals(130, runner.applyAsInt(new String[0]));
        assertEquals(1, job.cancelled);
        assertFalse(Thread.currentThread().isInterrupted());
    }
}
