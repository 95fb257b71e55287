package org.fiducia.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;
import org.fiducia.kernel.plugins.Felix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

/** Starts distributions of a few small bundles, in this process. */
class LauncherTest {
    /** What the bundles of a test have seen; they share nothing else with it. */
    private static final String SEEN = "fiducia.test.seen";

    @TempDir
    Path home;

    private final PrintStream out = System.out;
    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

    /** A command line that counts its words. */
    public static final class Line implements BundleActivator {
        @Override
        public void start(BundleContext context) {
            var properties = new Hashtable<String, Object>(Map.of("fiducia.command", "line"));
            context.registerService(ToIntFunction.class.getName(), new Words(), properties);
            System.setProperty(SEEN, System.getProperty(SEEN, "") + context.getProperty("fiducia.home") + ";");
        }

        @Override
        public void stop(BundleContext context) {}
    }

    /** Number of words and 40. */
    public static final class Words implements ToIntFunction<String[]> {
        @Override
        public int applyAsInt(String[] words) {
            System.setProperty(SEEN, System.getProperty(SEEN, "") + String.join(" ", words) + ";");
            return 40 + words.length;
        }
    }

    /** A shell that leaves at once. */
    public static final class Shell implements BundleActivator, Runnable {
        private BundleContext context;

        @Override
        public void start(BundleContext started) {
            context = started;
            var properties = new Hashtable<String, Object>(Map.of("fiducia.shell", "status"));
            context.registerService(IntSupplier.class.getName(), new Status(), properties);
            System.setProperty(
                    SEEN,
                    System.getProperty(SEEN, "") + "interactive " + context.getProperty("fiducia.interactive") + ";");
            new Thread(this).start();
        }

        @Override
        public void run() {
            Bundle framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
            try {
                while (framework.getState() != Bundle.ACTIVE) {
                    Thread.sleep(1);
                }
                framework.stop();
            } catch (InterruptedException | BundleException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void stop(BundleContext context) {}
    }

    /** What a shell says at its end. */
    public static final class Status implements IntSupplier {
        @Override
        public int getAsInt() {
            return 7;
        }
    }

    @BeforeEach
    void forget() {
        System.clearProperty(SEEN);
    }

    @AfterEach
    void restore() {
        System.clearProperty(SEEN);
        System.setOut(out);
        Thread.currentThread().setContextClassLoader(loader);
    }

    private void install(int level, String name, Class<?>... classes) throws IOException {
        var headers = new Hashtable<String, String>();
        headers.put(Constants.IMPORT_PACKAGE, "org.osgi.framework");
        if (classes.length > 0) {
            headers.put(Constants.BUNDLE_ACTIVATOR, classes[0].getName());
        }
        install(level, name, headers, classes);
    }

    private void install(int level, String name, Map<String, String> headers, Class<?>... classes) throws IOException {
        Files.write(folder(level).resolve(name + ".jar"), Felix.jar(name, "1.0.0", headers, classes));
    }

    private Path folder(int level) throws IOException {
        return Files.createDirectories(home.resolve("bundle/0" + level));
    }

    private void folders() throws IOException {
        for (int level = 1; level <= 4; level++) {
            folder(level);
        }
    }

    private int run(String... words) throws Exception {
        return new Launcher(home).run(words);
    }

    @Test
    void aVerbIsRunByTheServiceOfTheCommandLine() throws Exception {
        folders();
        install(2, "line", Line.class, Words.class);
        install(4, "shell", Shell.class, Status.class);
        assertEquals(42, run("measure", "x"));
        assertEquals(home + ";measure x;", System.getProperty(SEEN), "and nothing that only a shell needs is started");
    }

    @Test
    void withoutWordsItIsAShellUntilThatLeaves() throws Exception {
        folders();
        install(4, "shell", Shell.class, Status.class);
        assertEquals(7, run());
        assertEquals("interactive true;", System.getProperty(SEEN));
    }

    @Test
    void filesThatAreNoJarsAreNotInstalled() throws Exception {
        folders();
        install(1, "line", Line.class, Words.class);
        Files.writeString(folder(1).resolve("README.md"), "no bundle");
        assertEquals(41, run("version"));
    }

    @Test
    void aDistributionThatIsNotCompleteIsNamed() throws Exception {
        folder(1);
        var e = assertThrows(IOException.class, () -> run("version"));
        assertEquals(home.resolve("bundle/02") + " is missing", e.getMessage());
    }

    @Test
    void withoutACommandLineNothingRuns() throws Exception {
        folders();
        assertEquals(
                "no command line",
                assertThrows(IllegalStateException.class, () -> run("version")).getMessage());
    }

    @Test
    void aBundleThatDoesNotStartDisturbsNoOther() throws Exception {
        folders();
        install(1, "line", Line.class, Words.class);
        install(2, "lost", Map.of(Constants.IMPORT_PACKAGE, "org.nowhere"));
        assertEquals(41, run("version"));
    }

    @Test
    void theBundleForWhichThereIsNoCommandLineSaysWhy() throws Exception {
        folders();
        install(2, "lost", Map.of(Constants.IMPORT_PACKAGE, "org.nowhere"));
        var e = assertThrows(BundleException.class, () -> run("version"));
        assertTrue(e.getMessage().contains("org.nowhere"), e.getMessage());
    }

    @Test
    void aFragmentIsNotStarted() throws Exception {
        folders();
        install(1, "line", Line.class, Words.class);
        install(1, "part", Map.of(Constants.FRAGMENT_HOST, "line"));
        assertEquals(41, run("version"));
    }

    @Test
    void whatProcessesThatAreNoMoreHaveLeftIsCleared() throws Exception {
        Path temporary = Files.createDirectories(home.resolve("temporary"));
        Path left = Files.createDirectories(temporary.resolve("fiducia-framework-1/deep/er"));
        Files.writeString(left.resolve("file"), "left");
        Files.createFile(temporary.resolve("fiducia-framework-1/lock"));
        Path starting = Files.createDirectories(temporary.resolve("fiducia-framework-2"));
        Path orphan = Files.createDirectories(temporary.resolve("fiducia-framework-3"));
        Files.setLastModifiedTime(orphan, FileTime.from(Instant.now().minusSeconds(2 * 3600)));
        Path foreign = Files.createDirectories(temporary.resolve("other"));
        Files.createFile(foreign.resolve("lock"));
        Launcher.clear(temporary);
        assertFalse(Files.exists(temporary.resolve("fiducia-framework-1")));
        assertFalse(Files.exists(orphan), "one that never took it is nobody's");
        assertTrue(Files.exists(starting), "one without a lock may be about to take it");
        assertTrue(Files.exists(foreign.resolve("lock")), "what is not ours stays");
        Launcher.clear(home.resolve("no-such-folder"));
    }

    /** Several processes that start at once find the same leftovers. */
    @Test
    void clearsBesideOthers() throws Exception {
        Path temporary = Files.createDirectory(home.resolve("shared"));
        for (int k = 0; k < 100; k++) {
            Path stray = Files.createDirectories(temporary.resolve("fiducia-framework-" + k + "/bundle"));
            for (int i = 0; i < 10; i++) {
                Files.writeString(stray.resolve("file" + i), "left");
            }
            Files.setLastModifiedTime(stray.getParent(), FileTime.from(Instant.EPOCH));
        }
        var all = new ArrayList<CompletableFuture<Void>>();
        for (int process = 0; process < 4; process++) {
            all.add(CompletableFuture.runAsync(() -> Launcher.clear(temporary)));
        }
        all.forEach(CompletableFuture::join);
        try (var left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList());
        }
    }
}
