package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that stays answers as one that starts for the call does, and harms nobody when either side dies. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class ResidentIT {
    private static final String PT = "candidate.p4().pt()";
    private static final int CYCLES = 8;

    @TempDir
    Path folder;

    private Process server;

    private Product alone() {
        return new Product(
                folder, Map.of("FIDUCIA_STORE", folder.resolve("store").toString()));
    }

    private Product product() {
        return new Product(
                folder,
                Map.of(
                        "FIDUCIA_STORE", folder.resolve("store").toString(),
                        "FIDUCIA_SOCKET", folder.resolve("socket").toString()));
    }

    /** With the client that takes the place of the one in Python where there is no Python. */
    private Product clientInJava() {
        return new Product(
                folder,
                Map.of(
                        "FIDUCIA_STORE", folder.resolve("store").toString(),
                        "FIDUCIA_SOCKET", folder.resolve("socket").toString(),
                        "FIDUCIA_CLIENT", "java"));
    }

    @BeforeEach
    void serve() throws Exception {
        server = product().start("serve", "--idle", "10");
        assertTrue(Product.within(120_000, () -> Files.exists(folder.resolve("socket"))), "it stays");
    }

    @AfterEach
    void stop() throws Exception {
        Files.deleteIfExists(product().deploy().resolve("resident.jar"));
        server.destroyForcibly().waitFor();
    }

    private static String withoutTime(String text) {
        return text.replaceAll("done in [0-9.]+ s", "");
    }

    private JsonNode result(String out) throws IOException {
        var json = (ObjectNode) new ObjectMapper()
                .readTree(folder.resolve(out + "/m4l/result.json").toFile());
        json.remove("provenance"); // it names the command
        return json;
    }

    @Test
    void itAnswersAsAProcessOfItsOwnDoes() throws Exception {
        for (String words : List.of("list", "help measure", "version", "list --json", "measure --nope", "nonsense")) {
            Product.Outcome there = product().run(words.split(" "));
            Product.Outcome own = alone().run(words.split(" "));
            assertEquals(own.code(), there.code(), words);
            assertEquals(own.out(), there.out(), words);
            assertEquals(own.err(), there.err(), words);
            Product.Outcome inJava = clientInJava().run(words.split(" "));
            assertEquals(own.code(), inJava.code(), words);
            assertEquals(own.out(), inJava.out(), words);
            assertEquals(own.err(), inJava.err(), words);
        }
        Product.Outcome own = alone().run("measure", "m4l", "--out", "own");
        Product.Outcome there = product().run("measure", "m4l", "--out", "there");
        assertEquals(0, there.code(), there.err());
        assertEquals(
                withoutTime(own.out()).replace("own/", "there/"), withoutTime(there.out()), "where a path is printed");
        assertEquals(result("own"), result("there"));
        assertEquals(Product.files(folder.resolve("own")), Product.files(folder.resolve("there")));
        for (String file : Product.files(folder.resolve("own"))) {
            if (file.endsWith(".svg") || file.endsWith(".png")) {
                assertEquals(-1, Files.mismatch(folder.resolve("own/" + file), folder.resolve("there/" + file)), file);
            }
        }
        assertTrue(product().run("serve", "--status").out().startsWith("process " + server.pid() + " stays at"));
        assertEquals(0, product().run("serve", "--stop").code());
        assertTrue(server.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, server.exitValue());
        assertFalse(Files.exists(folder.resolve("socket")));
        assertEquals(1, product().run("serve", "--status").code());
    }

    /** What jobs the server says it runs. */
    private boolean idle() {
        try {
            return !product().run("serve", "--status").out().contains("runs");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Process measuring() throws Exception {
        return measuring(product());
    }

    private Process measuring(Product caller) throws Exception {
        Process client = caller.start("measure", "pT4l", "--fresh", "--out", "long");
        assertTrue(Product.within(60_000, () -> !idle()), "it is at work");
        return client;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ctrlCEndsTheCallNotTheServer(boolean inJava) throws Exception {
        Process client = measuring(inJava ? clientInJava() : product());
        assertEquals(
                0,
                new ProcessBuilder("kill", "-INT", String.valueOf(client.pid()))
                        .start()
                        .waitFor());
        String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(130, client.waitFor());
        assertTrue(said.contains("cancelled; nothing was left behind"), said);
        assertFalse(Files.exists(folder.resolve("long")));
        assertTrue(idle());
        assertTrue(server.isAlive());
    }

    @Test
    void aKilledCallerOrServerLeavesNothing() throws Exception {
        measuring().destroyForcibly().waitFor();
        assertTrue(Product.within(60_000, this::idle), "what nobody waits for is cancelled");
        assertFalse(Files.exists(folder.resolve("long")));

        Process client = measuring();
        server.destroyForcibly().waitFor();
        String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(1, client.waitFor());
        assertTrue(said.contains("error: the process that stayed is gone"), said);
        assertFalse(Files.exists(folder.resolve("long")));
        assertTrue(Files.exists(folder.resolve("socket")), "nobody could remove it");
        Product.Outcome outcome = product().run("version");
        assertEquals(0, outcome.code());
        assertEquals("", outcome.err(), "a call runs alone");
        serve();
        assertEquals(0, product().run("serve", "--status").code());
        assertEquals(0, product().run("measure", "m4l").code());
    }

    private long count(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.count();
        }
    }

    /** Class loaders of bundles that are not collected. */
    private long loaders() throws Exception {
        String jcmd = Path.of(System.getProperty("java.home"), "bin/jcmd").toString();
        String pid = String.valueOf(server.pid());
        new ProcessBuilder(jcmd, pid, "GC.run").start().waitFor();
        Process process = new ProcessBuilder(jcmd, pid, "VM.classloader_stats").start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text.lines().filter(line -> line.contains("BundleClassLoader")).count();
    }

    @Test
    void jarsComeAndGoWithoutATrace() throws Exception {
        Path jar = product().deploy().resolve("resident.jar");
        var loaders = new ArrayList<Long>();
        var descriptors = new ArrayList<Long>();
        var threads = new ArrayList<Long>();
        Path process = Path.of("/proc", String.valueOf(server.pid()));
        JsonNode right = null;
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            PluginJar.write(jar, folder, "resident", "1.0." + cycle, "residentObservable", PT);
            String listed = product().run("list", "observables").out();
            assertTrue(listed.contains("version 1.0." + cycle), "there for the next call: " + listed);
            if (cycle % 3 == 0) {
                Product.Outcome outcome = product().run("measure", "residentObservable", "m4l");
                assertEquals(0, outcome.code(), outcome.err());
                right = right == null ? result("results") : right;
                assertEquals(right, result("results"));
            }
            Files.delete(jar);
            assertFalse(product().run("list", "observables").out().contains("residentObservable"));
            loaders.add(loaders());
            if (Files.exists(process)) {
                descriptors.add(count(process.resolve("fd")));
                threads.add(count(process.resolve("task")));
            }
        }
        int last = CYCLES - 1;
        assertTrue(loaders.get(last) <= loaders.get(1) + 1, "class loaders: " + loaders);
        if (!threads.isEmpty()) {
            assertTrue(threads.get(last) <= threads.get(1) + 4, "threads: " + threads);
            assertTrue(descriptors.get(last) <= descriptors.get(1) + 4, "descriptors: " + descriptors);
        }
    }
}
