package org.fiducia.kernel.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.fiducia.api.command.Job;
import org.fiducia.api.command.Jobs;
import org.fiducia.kernel.plugins.Felix;
import org.fiducia.launcher.Client;
import org.fiducia.launcher.RemoteCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A kernel that stays, called through its socket. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ServeVerbTest {
    private static final String SOCKET = "fiducia.socket";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Console console;
    private Resident resident;

    private record Answer(OptionalInt code, String out, String err) {}

    @BeforeEach
    void start() throws Exception {
        System.setProperty(SOCKET, folder.resolve("socket").toString());
        console = new Console(folder, 60_000);
        resident = new Resident(console.felix().context(), console.jobs(), console.deployment());
        console.add(() -> new ServeVerb(resident, console.jobs()));
        console.add(() -> new ListVerb(console.plugins(), console.deployment()));
        console.add(() -> new CompletionVerb(console.jobs()));
    }

    @AfterEach
    void stop() throws Exception {
        resident.leave();
        console.close();
        System.clearProperty(SOCKET);
    }

    private Job serve(String... options) throws Exception {
        var words = new java.util.ArrayList<>(List.of("serve"));
        words.addAll(List.of(options));
        Job job = console.start(out, err, Jobs.Display.LINES, words.toArray(String[]::new));
        while (!Console.plain(err).contains("stays at") && !job.status().over()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return job;
    }

    private Answer call(Path home, String... words) {
        var text = new ByteArrayOutputStream();
        var remarks = new ByteArrayOutputStream();
        var call = new RemoteCall(home.toString(), folder.toString(), List.of(words), false, 0, Map.of());
        OptionalInt code = new Client(
                        folder.resolve("socket"), text, new PrintStream(remarks, true, StandardCharsets.UTF_8))
                .call(call);
        return new Answer(code, text.toString(StandardCharsets.UTF_8), remarks.toString(StandardCharsets.UTF_8));
    }

    private Answer call(String... words) {
        return call(folder, words);
    }

    @Test
    void callsAreAnsweredUntilItIsStopped() throws Exception {
        assertEquals(1, console.run("serve", "--status").code(), "nobody stays yet");
        Job serving = serve();
        String process = "process " + ProcessHandle.current().pid();
        assertEquals(
                new Answer(OptionalInt.of(0), process + " stays at " + folder.resolve("socket") + "\n", ""),
                call("serve", "--status"));
        assertEquals(console.run("list").out(), call("list").out());
        assertEquals(OptionalInt.of(2), call("list", "nonsense").code());
        Answer second = call("serve");
        assertEquals(OptionalInt.of(2), second.code());
        assertTrue(second.err().contains(process + " stays already"), second.err());
        assertEquals(new Answer(OptionalInt.of(0), process + " ends\n", ""), call("serve", "--stop"));
        assertEquals(0, serving.await());
        assertFalse(Files.exists(folder.resolve("socket")));
        assertEquals(1, console.run("serve", "--stop").code());
    }

    @Test
    void itEndsWhenNobodyCalls() throws Exception {
        assertEquals(0, serve("--idle", "0.001").await());
        assertEquals(OptionalInt.empty(), call("list").code());
    }

    @Test
    void ctrlCEndsIt() throws Exception {
        Job serving = serve();
        serving.cancel();
        assertEquals(130, serving.await());
        assertFalse(Files.exists(folder.resolve("socket")));
    }

    @Test
    void aJarIsThereForTheNextCall() throws Exception {
        serve();
        Path jars = Files.createDirectories(folder.resolve("deploy"));
        Files.write(jars.resolve("a.jar"), Felix.jar("a", "1.0.0", Map.of()));
        Files.write(jars.resolve("broken.jar"), new byte[] {1});
        String listed = call("list").out();
        assertEquals(List.of("a 1.0.0"), console.felix().bundles());
        assertTrue(
                listed.contains("broken.jar") && listed.contains("is not deployed: it is not a complete jar"), listed);
        Files.delete(jars.resolve("a.jar"));
        Files.delete(jars.resolve("broken.jar"));
        assertFalse(call("list").out().contains("broken.jar"));
        assertEquals(List.of(), console.felix().bundles());
    }

    @Test
    void aCallOfAnotherDistributionOrVersionRunsAlone() throws Exception {
        Path lib = Files.createDirectories(folder.resolve("lib"));
        Files.writeString(lib.resolve("kernel.jar"), "1");
        serve();
        Answer other = call(folder.resolve("elsewhere"), "list");
        assertTrue(other.code().isEmpty());
        assertTrue(other.err().contains("is of the distribution " + folder), other.err());
        assertEquals(OptionalInt.of(0), call("list").code());
        Files.writeString(lib.resolve("kernel.jar"), "22");
        Answer later = call("list");
        assertTrue(later.code().isEmpty());
        assertTrue(later.err().contains("is of an earlier version"), later.err());
        assertEquals(OptionalInt.of(0), call("serve", "--stop").code(), "it can always be ended");
    }

    @Test
    void whatStaysForSomethingElseIsNotStopped() {
        resident.stay(); // as a shell does
        resident.stay();
        Answer answer = call("serve", "--stop");
        assertEquals(OptionalInt.of(2), answer.code());
        assertTrue(answer.err().contains("is a shell or the web console"), answer.err());
        assertEquals(OptionalInt.of(0), call("list").code());
    }

    @Test
    void withoutASocketNobodyServes() {
        System.clearProperty(SOCKET);
        assertEquals(2, console.run("serve").code());
        assertEquals(
                "no process stays: FIDUCIA_SOCKET is none\n",
                console.run("serve", "--status").out());
    }

    @Test
    void wrongWordsAreRefused() {
        assertEquals(2, console.run("serve", "--stop", "--status").code());
        assertEquals(2, console.run("serve", "--idle", "-1").code());
    }

    @Test
    void aPlaceThatCannotBeIsSaid() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        System.setProperty(SOCKET, file.resolve("socket").toString());
        Console.Outcome outcome = console.run("serve");
        assertEquals(7, outcome.code());
        assertTrue(outcome.err().contains("FIDUCIA_SOCKET"), outcome.err());
        System.setProperty(SOCKET, folder.resolve("x".repeat(120)).toString());
        assertEquals(7, console.run("serve").code(), "longer than a socket's name may be");
    }
}
