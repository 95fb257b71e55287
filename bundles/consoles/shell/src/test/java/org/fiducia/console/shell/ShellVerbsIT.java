package org.fiducia.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.fiducia.api.command.Verb;
import org.fiducia.api.command.VerbRunner;
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

    private final VerbRunner runner = new VerbRunner() {
        @Override
        public List<String> verbs() {
            return List.copyOf(verbs);
        }

        @Override
        public List<String> candidates(String verb) {
            return List.of("world", "--loud");
        }

        @Override
        public int run(List<String> words, PrintWriter out, PrintWriter err, Path directory, boolean redraw) {
            out.println("ran " + words);
            return 3;
        }
    };

    @Test
    void runsVerbsAndFollowsThem() throws Exception {
        BundleContext context = FrameworkUtil.getBundle(getClass()).getBundleContext();
        var registration = context.registerService(VerbRunner.class, runner, null);
        CommandProcessor processor = Services.await(getClass(), CommandProcessor.class);
        var out = new ByteArrayOutputStream();
        try (CommandSession session =
                processor.createSession(new ByteArrayInputStream(new byte[0]), out, new ByteArrayOutputStream())) {
            session.execute("fiducia:greet world --loud");
            assertEquals(
                    "ran [greet, world, --loud]",
                    out.toString(StandardCharsets.UTF_8).strip());
            assertEquals(3, session.get("status"));
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
        }
    }
}
