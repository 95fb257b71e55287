package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a deployed plug-in does, it fails by name, and nothing else does. */
class EvilPluginIT {
    private static final String CALL = "java.util.Optional.of(candidate).map(c -> %s).get()";

    @TempDir
    Path folder;

    private Product product() {
        return new Product(folder, Map.of("FIDUCIA_OPTS", "-Xmx400m"));
    }

    private Path jar() {
        return product().deploy().resolve("evil.jar");
    }

    /** Deploys an observable that never comes back, and says by a file that it was called. */
    private Path deployLoop() throws Exception {
        Path called = folder.resolve("called");
        deploy(CALL.formatted("{ try { new java.io.File(\"%s\").createNewFile(); } catch (java.io.IOException e) { }"
                        + " double sum = 0; while (sum >= 0) { sum += c.p4().pt() * 1e-9; } return sum; }")
                .formatted(called));
        return called;
    }

    private static void await(Path called) throws InterruptedException {
        assertTrue(Product.within(300_000, () -> Files.exists(called)), "it was never called");
    }

    private void deploy(String value) throws Exception {
        PluginJar.write(jar(), folder, "evil", "1.0.0", "evilObservable", value);
    }

    @AfterEach
    void clear() throws Exception {
        Files.deleteIfExists(jar());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ArrayIndexOutOfBounds | { return new double[] {1}[3]; }
                    StackOverflowError    | { return new Object() { double f(double x) { return f(x) + f(x + 1); } }.f(1); }
                    ExceptionInInitializer| { if (c != null) { throw new ExceptionInInitializerError("no init"); } return 1.0; }
                    may not end           | { System.exit(0); return 1.0; }
                    may not end           | { Runtime.getRuntime().exit(0); return 1.0; }
                    may not end           | { Runtime.getRuntime().halt(0); return 1.0; }
                    OutOfMemoryError      | { var all = new java.util.ArrayList<long[]>(); for (int i = 1; i > 0; i++) { all.add(new long[1 << 20]); } return 1.0 * all.size(); }
                    """)
    void failsByName(String reason, String code) throws Exception {
        deploy(CALL.formatted(code));
        Product.Outcome outcome = product().run("measure", "evilObservable", "--out", "out");
        assertEquals(6, outcome.code(), outcome.out() + outcome.err());
        assertTrue(outcome.err().contains("evilObservable (evil 1.0.0) failed"), outcome.err());
        assertTrue(outcome.err().contains(reason), outcome.err());
        assertFalse(outcome.err().contains("\tat "), outcome.err());
        assertTrue(Product.files(folder.resolve("out")).isEmpty(), "nothing is left behind");
    }

    @Test
    void whatItPrintsIsNoResult() throws Exception {
        deploy(CALL.formatted("{ System.out.println(\"noise\"); return c.p4().pt(); }"));
        Product.Outcome outcome = product().run("measure", "evilObservable", "--out", "out", "--json", "--fresh");
        assertEquals(0, outcome.code(), outcome.err());
        assertFalse(outcome.out().contains("noise"));
        assertTrue(outcome.err().contains("noise"));
        assertTrue(new ObjectMapper().readTree(outcome.out()).isObject());
    }

    @Test
    void oneThatLoopsIsGivenUp() throws Exception {
        Path called = deployLoop();
        assertEquals(
                0, product().run("measure", "m4l", "--fresh", "--out", "out").code(), "the others work");
        Path err = folder.resolve("err.txt");
        var builder = new ProcessBuilder(
                        product().home().resolve("bin/fiducia").toString(), "measure", "evilObservable")
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        await(called);
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();
        assertEquals(130, process.waitFor(), Files.readString(err));
        String said = Files.readString(err);
        assertTrue(said.contains("evil.jar (evil 1.0.0) does not stop"), said);
        assertTrue(said.contains("fiducia-worker"), said);
    }

    /** The shell lives on, and takes the jar no more. */
    @Test
    void aShellGivesUpOneThatLoops() throws Exception {
        String script = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(dir -> dir + "/script")
                .filter(file -> new File(file).canExecute())
                .findFirst()
                .orElse("");
        assumeTrue(!script.isEmpty(), "skipped: no program 'script' that gives a terminal");
        Path called = deployLoop();
        var builder = new ProcessBuilder(
                        script,
                        "-qe",
                        "-c",
                        product().home().resolve("bin/fiducia").toString(),
                        "/dev/null")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("TERM", "xterm");
        try (var shell = new Product.Shell(builder.start())) {
            shell.await(0, "fiducia>");
            shell.send("measure evilObservable");
            await(called);
            int from = shell.length();
            shell.press('\u0003');
            String said = shell.await(from, "refused until");
            assertTrue(said.contains("evil.jar (evil 1.0.0) does not stop"), said);
            assertFalse(said.contains("Exception"), said);
            assertFalse(shell.type("list observables", "tCMax-pT4l").contains("evilObservable"));
            from = shell.length();
            PluginJar.write(jar(), folder, "evil", "2.0.0", "evilObservable", "1");
            assertTrue(shell.await(from, "is not deployed").contains("still runs"));
            shell.type("version", "Java");
            shell.send("exit");
            assertEquals(130, shell.ended());
        }
    }

    @Test
    void anIdThatIsNoNameIsRefused() throws Exception {
        PluginJar.write(jar(), folder, "evil", "1.0.0", "../victim", "candidate.p4().pt()");
        Path victim = Files.createDirectories(folder.resolve("victim"));
        Files.writeString(victim.resolve("precious"), "precious");
        Product.Outcome outcome = product().run("measure", "../victim", "--out", "out");
        assertEquals(2, outcome.code(), outcome.err());
        assertTrue(outcome.err().contains("evil.jar is not deployed: the observable id '../victim'"), outcome.err());
        assertEquals(List.of("precious"), Product.files(victim));
        List<String> named = product()
                .run("list")
                .out()
                .lines()
                .filter(line -> line.contains("victim"))
                .toList();
        assertEquals(1, named.size(), named.toString());
        assertTrue(named.get(0).contains("evil.jar") && named.get(0).contains("is not deployed"), named.get(0));
        assertFalse(product().run("list", "observables").out().contains("victim"));
        assertEquals(0, product().run("measure", "m4l", "--out", "out").code(), "the others work");
    }

    @Test
    void aVerbThatFailsIsNamed() throws Exception {
        PluginJar.compile(jar(), folder, "evil", "1.0.0", """
                package example;

                import org.fiducia.api.command.Verb;
                import org.osgi.service.component.annotations.*;

                @Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
                @picocli.CommandLine.Command(name = "dance", description = "Falls.")
                public final class Example implements Verb {
                    public int run(Terminal terminal) {
                        return run(terminal);
                    }
                }
                """);
        Product.Outcome outcome = product().run("dance");
        assertEquals(6, outcome.code(), outcome.err());
        assertTrue(outcome.err().contains("evil.jar (evil 1.0.0) failed with StackOverflowError"), outcome.err());
        assertEquals(0, product().run("version").code());
    }
}
