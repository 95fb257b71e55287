package org.fiducia.kernel.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.fiducia.api.command.Job;
import org.fiducia.api.command.Job.State;
import org.fiducia.api.command.JobListener;
import org.fiducia.api.command.Jobs;
import org.fiducia.api.command.Verb;
import org.fiducia.kernel.plugins.Felix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Verbs as jobs: several at once, cancelled one by one, and given up with the plug-ins that do not stop. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class VerbJobsTest {
    private static final long FOREVER = TimeUnit.DAYS.toMillis(1);

    @TempDir
    Path folder;

    private final CountDownLatch started = new CountDownLatch(2);
    private final CountDownLatch end = new CountDownLatch(1);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Console console;

    /** Calls what it is given from its own code, as a plug-in does. */
    static final class Caller implements Consumer<Runnable> {
        @Override
        public void accept(Runnable other) {
            other.run();
        }
    }

    /** Waits, in the code of a plug-in where it has one. */
    @Command(name = "wait")
    private final class Wait implements Verb {
        private final Map<String, Consumer<Runnable>> code;

        @Parameters(index = "0")
        private String how;

        Wait(Map<String, Consumer<Runnable>> code) {
            this.code = code;
        }

        @Override
        public int run(Terminal terminal) {
            terminal.out().println("waiting " + how);
            code.getOrDefault(how, Runnable::run).accept(() -> await(how.startsWith("stubborn")));
            return 0;
        }
    }

    private void await(boolean stubborn) {
        started.countDown();
        while (true) {
            try {
                end.await();
                return;
            } catch (InterruptedException e) {
                if (!stubborn) {
                    throw new CancellationException();
                }
            }
        }
    }

    private void open(long graceMillis) throws Exception {
        console = new Console(folder, graceMillis);
        console.add(() -> new Wait(Map.of()));
    }

    @SuppressWarnings("unchecked")
    private Consumer<Runnable> codeOf(Bundle bundle) throws ReflectiveOperationException {
        return Felix.make(bundle, Caller.class, Consumer.class);
    }

    private Job start(String how) {
        return console.start(out, err, Jobs.Display.LINES, "wait", how);
    }

    @AfterEach
    void stop() throws Exception {
        end.countDown();
        console.close();
    }

    @Test
    void twoVerbsRunAtOnceAndOneIsCancelled() throws Exception {
        open(FOREVER);
        Job one = start("one");
        Job two = start("two");
        started.await();
        assertEquals(List.of(one, two), console.jobs().recent());
        one.cancel();
        assertEquals(130, one.await());
        assertEquals(State.RUNNING, two.status().state());
        end.countDown();
        assertEquals(0, two.await());
        assertEquals("cancelled; nothing was left behind\n", Console.plain(err));
        assertTrue(Console.plain(out).contains("waiting one\n")
                && Console.plain(out).contains("waiting two\n"));
    }

    @Test
    void aServiceHearsOfEveryJob() throws Exception {
        open(FOREVER);
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        JobListener listener = new JobListener() {
            @Override
            public void started(Job job) {
                heard.add("started " + job.words());
            }

            @Override
            public void ended(Job job) {
                heard.add("ended " + job.status().exitCode());
            }
        };
        console.jobs().addListener(listener);
        end.countDown();
        start("one").await();
        assertEquals(2, console.run("nonsense").code());
        console.jobs().removeListener(listener);
        start("two").await();
        assertEquals(List.of("started [wait, one]", "ended 0", "started [nonsense]", "ended 2"), heard);
    }

    @Test
    void theKernelTakesItsJobsWithIt() throws Exception {
        open(FOREVER);
        Job one = start("one");
        Job two = start("two");
        started.await();
        console.jobs().stop();
        assertEquals(130, one.await());
        assertEquals(130, two.await());
    }

    @Test
    void whoseCodeDoesNotStopIsNamedAndTakenAway() throws Exception {
        console = new Console(folder, 1);
        Bundle evil = console.felix().deployed("evil", Caller.class);
        Bundle good = console.felix().deployed("good", Caller.class);
        Map<String, Consumer<Runnable>> code = Map.of("stubborn", codeOf(evil), "good", codeOf(good));
        console.add(() -> new Wait(code));
        var otherErr = new StringWriter();
        Job other = console.start(new StringWriter(), otherErr, Jobs.Display.LINES, "wait", "good");
        Job stuck = start("stubborn");
        started.await();
        stuck.cancel();
        assertEquals(130, stuck.await());
        assertEquals(
                "cancelled, but evil.jar (evil 1.0.0) does not stop: still running is its thread fiducia wait stubborn;"
                        + " the jar is refused until Fiducia is started anew\n",
                Console.plain(err));
        assertEquals("waiting stubborn\n", Console.plain(out));
        assertEquals(List.of("good 1.0.0"), console.felix().bundles());
        assertEquals(State.RUNNING, other.status().state(), "the other job runs on, in a deployed plug-in too");
        end.countDown();
        assertEquals(0, other.await(), () -> Console.plain(otherErr));
        assertEquals("", Console.plain(otherErr));
    }

    @Test
    void oneThatDoesNotStopInNobodysCodeIsSaidSo() throws Exception {
        open(1);
        Job stuck = start("stubborn");
        start("other");
        started.await();
        stuck.cancel();
        assertEquals(130, stuck.await());
        assertEquals("cancelled, but it does not stop: its thread still runs\n", Console.plain(err));
    }

    @Test
    void jarsOfTheDeployFolderAreThereFromTheBeginning() throws Exception {
        Path jars = Files.createDirectories(folder.resolve("deploy"));
        Files.write(jars.resolve("a.jar"), Felix.jar("a", "1.0.0", Map.of()));
        Files.write(jars.resolve("broken.jar"), new byte[] {1});
        open(FOREVER);
        assertEquals(List.of("a 1.0.0"), console.felix().bundles());
        end.countDown();
        assertEquals(0, start("one").await());
    }

    @Test
    void aCallKeepsItsWords() throws Exception {
        open(FOREVER);
        var words = new ArrayList<>(List.of("a"));
        var call = new Jobs.Call(words, folder, null, null, Jobs.Display.NONE);
        words.add("b");
        assertEquals(List.of("a"), call.words());
        assertThrows(UnsupportedOperationException.class, () -> call.words().add("c"));
    }

    @Test
    void everythingIsPrintedWhenItIsOver() throws Exception {
        open(FOREVER);
        end.countDown();
        var flushed = new ArrayList<String>();
        var writer = new java.io.PrintWriter(new StringWriter() {
            @Override
            public void flush() {
                flushed.add(toString());
            }
        });
        var call = new Jobs.Call(List.of("wait", "one"), folder, writer, writer, Jobs.Display.NONE);
        console.jobs().start(call).await();
        assertFalse(flushed.isEmpty());
        assertTrue(flushed.get(flushed.size() - 1).contains("waiting one"), "nobody else flushes it");
    }
}
