package org.fiducia.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.fiducia.api.command.Job;
import org.fiducia.api.command.JobListener;
import org.fiducia.api.command.Jobs;
import org.fiducia.api.command.Residence;
import org.fiducia.api.command.Verb;
import org.fiducia.testkit.InFelix;
import org.fiducia.testkit.Services;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** In a real framework with a Gogo shell: verbs are commands as long as they are there. */
@ExtendWith(InFelix.class)
class ShellVerbsIT {
    private final List<String> verbs = new ArrayList<>(List.of("greet"));

    private final List<Job> started = new ArrayList<>();

    /** Says what it was asked to run, and is over at once with code 3; what waits is over when it is cancelled. */
    private final Jobs jobs = new Jobs() {
        @Override
        public List<String> verbs() {
            return List.copyOf(verbs);
        }

        @Override
        public List<String> candidates(String verb) {
            return List.of("world", "--loud");
        }

        @Override
        public Job start(Call call, JobListener listener) {
            call.out().println("ran " + call.words());
            call.out().flush();
            var job = new PlayedJob(started.size() + 1, call.words(), listener);
            started.add(job);
            if (!call.words().contains("forever")) {
                job.end(Job.State.FAILED, 3);
            }
            return job;
        }

        @Override
        public List<Job> recent() {
            return List.copyOf(started);
        }
    };

    private static final class PlayedJob implements Job {
        private final int id;
        private final List<String> words;
        private final JobListener listener;
        private final CountDownLatch over = new CountDownLatch(1);
        private Status status = new Status(State.RUNNING, "dancing", 1, 4, List.of(), 0);

        PlayedJob(int id, List<String> words, JobListener listener) {
            this.id = id;
            this.words = words;
            this.listener = listener;
        }

        void end(State state, int code) {
            status = new Status(state, "", 0, 0, List.of(), code);
            listener.ended(this);
            over.countDown();
        }

        @Override
        public int id() {
            return id;
        }

        @Override
        public List<String> words() {
            return words;
        }

        @Override
        public Status status() {
            return status;
        }

        @Override
        public void cancel() {
            end(State.CANCELLED, 130);
        }

        @Override
        public int await() throws InterruptedException {
            over.await();
            return status.exitCode();
        }
    }

    @Test
    void runsVerbsAndFollowsThem() throws Exception {
        BundleContext context = FrameworkUtil.getBundle(getClass()).getBundleContext();
        var stays = new AtomicInteger();
        var residence = context.registerService(Residence.class, stays::incrementAndGet, null);
        var registration = context.registerService(Jobs.class, jobs, null);
        CommandProcessor processor = Services.await(getClass(), CommandProcessor.class);
        var out = new ByteArrayOutputStream();
        try (CommandSession session =
                processor.createSession(new ByteArrayInputStream(new byte[0]), out, new ByteArrayOutputStream())) {
            session.execute("fiducia:greet world --loud");
            assertEquals(
                    "ran [greet, world, --loud]",
                    out.toString(StandardCharsets.UTF_8).strip());
            assertEquals(3, session.get("status"));
            assertEquals(1, stays.get(), "the process stays while the shell does");
            assertEquals(List.of("world", "--loud"), session.execute("fiducia:candidates greet"));

            verbs.add("leave");
            Verb verb = terminal -> 0;
            var added = context.registerService(Verb.class, verb, null);
            session.execute("fiducia:leave");
            assertTrue(out.toString(StandardCharsets.UTF_8).contains("ran [leave]"));
            verbs.remove("leave");
            added.unregister();
            assertEquals(List.of("greet"), session.execute("fiducia:verbs"));
        } finally {
            registration.unregister();
            residence.unregister();
        }
    }

    @Test
    void runsVerbsBesideWhatIsTyped() throws Exception {
        BundleContext context = FrameworkUtil.getBundle(getClass()).getBundleContext();
        var residence = context.registerService(Residence.class, () -> {}, null);
        var registration = context.registerService(Jobs.class, jobs, null);
        CommandProcessor processor = Services.await(getClass(), CommandProcessor.class);
        var out = new ByteArrayOutputStream();
        try (CommandSession session =
                processor.createSession(new ByteArrayInputStream(new byte[0]), out, new ByteArrayOutputStream())) {
            session.execute("fiducia:start greet forever");
            session.execute("fiducia:jobs");
            String said = out.toString(StandardCharsets.UTF_8);
            assertTrue(said.contains("[1] running: greet forever (dancing 25 %)"), said);
            assertFalse(said.contains("ran [greet, forever]"), "what it says comes in one piece at its end");
            session.execute("fiducia:greet");
            assertEquals(3, session.get("status"));

            session.execute("fiducia:cancel 1");
            session.execute("fiducia:wait 1");
            assertEquals(130, session.get("status"));
            session.execute("fiducia:jobs");
            said = out.toString(StandardCharsets.UTF_8);
            assertTrue(said.contains("ran [greet, forever]"), said);
            assertTrue(said.contains("[1] cancelled: greet forever") && said.contains("[2] failed: greet"), said);
        } finally {
            registration.unregister();
            residence.unregister();
        }
    }
}
