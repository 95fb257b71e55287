package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Events are selected by two executors of Spark, processes of their own, and come out the same to the byte: also when one is
 * killed at work, by plug-ins of the deploy folder, and not by others than those of the command line. In the profile {@code spark}.
 */
class SparkIT {
    private static final String MASTER = "local-cluster[2,1,1024]";
    private static final int PATIENCE_SECONDS = 300;
    private static final JsonMapper JSON = new JsonMapper();

    /** A step that does what its setting says, once: a file remembers. */
    private static final String STEP = """
            package example;

            import java.nio.file.*;
            import java.util.*;
            import org.fiducia.api.*;
            import org.fiducia.api.channel.*;
            import org.fiducia.api.event.*;
            import org.osgi.service.component.annotations.Component;

            @Component(service = EventStep.class)
            public final class Example implements EventStep {
                public String id() {
                    return "moody";
                }

                public String title() {
                    return "does what it is told";
                }

                public Step step(Settings settings) {
                    String mood = settings.text("mood");
                    Path once = Path.of(settings.text("once"));
                    settings.refuseUnknown();
                    return new Step() {
                        public String title() {
                            return "every other event";
                        }

                        public Side side() {
                            return Side.RECONSTRUCTED;
                        }

                        public List<ColumnSpec> columns(SampleOrigin origin) {
                            return List.of();
                        }

                        public double[] factors(EventBatch batch, SampleOrigin origin, Counts counts) {
                            if (System.getProperty("sun.java.command").contains("ExecutorBackend") && first(once)) {
                                act(mood);
                            }
                            double[] factors = new double[batch.size()];
                            for (int event = 0; event < factors.length; event += 2) {
                                factors[event] = 1;
                            }
                            return factors;
                        }
                    };
                }

                private static boolean first(Path once) {
                    try {
                        Files.createFile(once);
                        return true;
                    } catch (java.io.IOException e) {
                        return false;
                    }
                }

                private static void act(String mood) {
                    try {
                        switch (mood) {
                            case "die" -> new ProcessBuilder("kill", "-9", "" + ProcessHandle.current().pid()).start().waitFor();
                            case "refuse" -> throw new FiduciaException(FiduciaException.Kind.INPUT, "a moody step", "cheer it up");
                            case "wait" -> Thread.sleep(1_000_000);
                            default -> {}
                        }
                    } catch (java.io.IOException | InterruptedException e) {
                        throw new java.util.concurrent.CancellationException("woken");
                    }
                }
            }
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void needsSpark() {
        Assumptions.assumeFalse(
                System.getProperty("fiducia.spark.home", "").isBlank(), "Spark is there with mvn verify -Pspark");
    }

    @AfterEach
    void clear() throws IOException {
        Files.deleteIfExists(jar());
    }

    private Path jar() {
        return product("").deploy().resolve("moody.jar");
    }

    /** A product with a store of its own; {@code -Dfiducia.spark.java} names a Java to run it with that is not that of the build. */
    private Product product(String store) {
        var environment = new HashMap<String, String>();
        environment.put("FIDUCIA_STORE", folder.resolve(store).toString());
        environment.put("SPARK_HOME", System.getProperty("fiducia.spark.home", ""));
        String java = System.getProperty("fiducia.spark.java", "");
        if (!java.isEmpty()) {
            environment.put("JAVA_HOME", java);
        }
        return new Product(folder, environment);
    }

    private static Product.Outcome good(Product.Outcome outcome) {
        assertEquals(0, outcome.code(), outcome.err());
        return outcome;
    }

    /** Words of a call by executors. */
    private static String[] spark(String... words) {
        var all = new ArrayList<>(List.of("--spark", MASTER));
        all.addAll(List.of(words));
        return all.toArray(String[]::new);
    }

    @Test
    void measuresTheSame() throws Exception {
        good(product("here").run("measure", "pT4l", "--out", "here.out"));
        long before = sessions();
        good(product("there").run(spark("measure", "pT4l", "--out", "there.out")));
        assertEquals(numbers("here.out"), numbers("there.out"));
        assertTrue(sessions() > before, "executors were at work");
        // its replicas, too
        String[] publish = {"measure", "pT4l", "--publish"};
        good(product("here").run(with(publish, "here.out")));
        before = sessions();
        good(product("there").run(spark(with(publish, "there.out"))));
        assertTrue(sessions() > before, "executors were at work");
        assertArrayEquals(archive("here.out"), archive("there.out"));
        // every unit is in the store, and has the same bytes
        Product.Outcome kept = good(product("there").run("select", "--json"));
        assertFalse(kept.out().contains("\"fromStore\" : false"), kept.out());
        assertEquals(good(product("here").run("select", "--json")).out(), kept.out());
        assertEquals(selections("here"), selections("there"));
        // and needs no executor any more
        assertEquals(
                kept.out(),
                good(product("there").run(spark("select", "--json"))).out());
    }

    private static String[] with(String[] words, String out) {
        return Stream.concat(Stream.of(words), Stream.of("--out", out)).toArray(String[]::new);
    }

    private byte[] archive(String out) throws IOException {
        return Files.readAllBytes(folder.resolve(out).resolve("submission.tar.gz"));
    }

    /** Number of folders of executors that there ever were. */
    private static long sessions() {
        String[] folders = Path.of(System.getProperty("fiducia.spark.home"), "work")
                .toFile()
                .list();
        return folders == null ? 0 : folders.length;
    }

    /** What was measured, every digit of it, without what was called when. */
    private String numbers(String out) throws IOException {
        var result = (ObjectNode)
                JSON.readTree(folder.resolve(out).resolve("pT4l/result.json").toFile());
        assertTrue(result.has("provenance"));
        result.remove("provenance");
        return result.toString();
    }

    /** What the store has of each unit. */
    private Map<String, String> selections(String store) throws IOException {
        var contents = new TreeMap<String, String>();
        for (String file : Product.files(folder.resolve(store))) {
            if (file.startsWith("selection/")) {
                contents.put(
                        file,
                        new String(
                                Files.readAllBytes(folder.resolve(store).resolve(file)), StandardCharsets.ISO_8859_1));
            }
        }
        assertFalse(contents.isEmpty());
        return contents;
    }

    /** Toys of a limit and of the goodness of fit, points of a scan. */
    @Test
    void concludesTheSameOfAModel() throws Exception {
        good(product("here").run("export", "nJets", "--out", "model.json"));
        String[] fit = {
            "fit",
            "model.json",
            "--scan",
            "sigma_nJets_0",
            "--points",
            "30",
            "--limit",
            "sigma_nJets_3",
            "--toys",
            "100",
            "--goodness",
            "200",
            "--intervals",
            "profile",
            "--json"
        };
        Product.Outcome here = good(product("here").run(fit));
        long before = sessions();
        Product.Outcome there = good(product("there").run(spark(fit)));
        assertTrue(sessions() > before, "executors were at work");
        assertEquals(here.out(), there.out());
    }

    private String[] moody(String mood) {
        return new String[] {
            "select",
            "--json",
            "--set",
            "steps=[{\"id\": \"moody\", \"settings\": {\"mood\": \"" + mood + "\", \"once\": \"" + once(mood) + "\"}}]"
        };
    }

    private Path once(String mood) {
        return folder.resolve("once-" + mood);
    }

    @Test
    void anExecutorMayBeKilledAndADeployedPluginIsSentAlong() throws Exception {
        PluginJar.compile(jar(), folder, "moody", "1.0.0", STEP);
        Product.Outcome here = good(product("here").run(moody("die")));
        assertFalse(Files.exists(once("die")));
        Product.Outcome there = good(product("there").run(spark(moody("die"))));
        assertTrue(Files.exists(once("die")), "an executor was killed");
        assertEquals(here.out(), there.out());
        assertTrue(Files.exists(folder.resolve("here/selection")));
        assertFalse(Files.exists(folder.resolve("there/selection")), "who counts has sums sent, no events");
    }

    @Test
    void anErrorOfAUserIsSaidOnce() throws Exception {
        PluginJar.compile(jar(), folder, "moody", "1.0.0", STEP);
        Product.Outcome refused = product("there").run(spark(moody("refuse")));
        assertEquals(4, refused.code(), refused.err());
        assertEquals(2, refused.err().split("a moody step", -1).length, refused.err());
        assertTrue(refused.err().contains("→ cheer it up; it was read on "), refused.err());
    }

    @Test
    void whatIsCancelledEndsEverywhere() throws Exception {
        PluginJar.compile(jar(), folder, "moody", "1.0.0", STEP);
        Process process = product("there").start(spark(moody("wait")));
        try {
            assertTrue(
                    Product.within(PATIENCE_SECONDS * 1000L, () -> Files.exists(once("wait")) || !process.isAlive()));
            assertTrue(process.isAlive(), "a unit is at work");
            List<ProcessHandle> executors = process.descendants().toList();
            assertTrue(executors.size() >= 2, executors.toString());
            process.toHandle().destroy(); // what it still says is to be read
            assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(said.contains("cancelled; nothing was left behind"), said);
            assertTrue(
                    Product.within(
                            PATIENCE_SECONDS * 1000L, () -> executors.stream().noneMatch(ProcessHandle::isAlive)),
                    "its executors are gone");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Test
    void otherPluginsAreRefusedByName() throws Exception {
        Path other = folder.resolve("other");
        for (String part : List.of("bundle", "lib")) {
            copy(product("").home().resolve(part), other.resolve(part));
        }
        Path changed;
        try (Stream<Path> jars = Files.list(other.resolve("bundle/03"))) {
            changed = jars.filter(jar -> jar.getFileName().toString().startsWith("reader-root-"))
                    .findFirst()
                    .orElseThrow();
        }
        addEntry(changed);
        Product.Outcome refused = product("there").run(spark("--spark-conf", "spark.fiducia.home=" + other, "select"));
        assertEquals(6, refused.code(), refused.err());
        assertTrue(
                refused.err().contains("are not those of this call: org.fiducia.reader-root is another one ("),
                refused.err());
        Product.Outcome absent = product("there")
                .run(spark("--spark-conf", "spark.fiducia.home=" + folder.resolve("nowhere"), "select"));
        assertEquals(6, absent.code(), absent.err());
        assertTrue(
                absent.err().contains("there is no distribution in " + folder.resolve("nowhere") + " on "),
                absent.err());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private void addEntry(Path jar) throws IOException {
        Path part = folder.resolve("changed.jar");
        try (var in = new ZipInputStream(Files.newInputStream(jar));
                var out = new ZipOutputStream(Files.newOutputStream(part))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                in.transferTo(out);
            }
            out.putNextEntry(new ZipEntry("changed"));
        }
        Files.move(part, jar, StandardCopyOption.REPLACE_EXISTING);
    }
}
