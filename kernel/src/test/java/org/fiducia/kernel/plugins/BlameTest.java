package org.fiducia.kernel.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;

/** Who is to blame is told by the code that stands on the stack. */
class BlameTest {
    @TempDir
    Path folder;

    private Felix felix;
    private Blame blame;

    /** Throws what the class path gives it, from its own code. */
    static final class Thrower implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("no reason");
        }
    }

    /** Calls another from its own code. */
    static final class Caller implements java.util.function.Consumer<Runnable> {
        @Override
        public void accept(Runnable other) {
            other.run();
        }
    }

    @BeforeEach
    void start() throws Exception {
        felix = new Felix(folder);
        blame = new Blame(felix.context());
    }

    @AfterEach
    void stop() throws Exception {
        felix.close();
    }

    private static Throwable thrown(Runnable code) {
        return assertThrows(Throwable.class, code::run);
    }

    private static FiduciaException guarded(Throwable failure) {
        return assertThrows(
                FiduciaException.class,
                () -> Blame.guard(new Scheme("evil"), () -> {
                    if (failure instanceof Error error) {
                        throw error;
                    }
                    throw (Exception) failure;
                }));
    }

    @Test
    void aCallThatSucceedsGivesWhatItGives() {
        assertEquals(5, Blame.guard(new Scheme("a"), () -> 5));
    }

    @Test
    void whateverIsThrownBecomesAFailureOfThePlugin() {
        for (Throwable failure : List.of(
                new IllegalStateException("no reason"),
                new StackOverflowError(),
                new java.io.IOException("no reason"),
                new ExceptionInInitializerError("no reason"),
                new NoClassDefFoundError("no reason"))) {
            FiduciaException e = guarded(failure);
            assertEquals(Kind.PLUGIN, e.kind());
            assertSame(failure, e.getCause());
            assertEquals(
                    "the plug-in evil (no bundle) failed with "
                            + failure.getClass().getSimpleName() + (failure.getMessage() == null ? "" : ": no reason"),
                    e.getMessage());
            assertTrue(e.remedy().contains("--verbose"), e.remedy());
        }
    }

    @Test
    void oneThatTakesAllMemoryIsToldHowToGetMore() {
        assertTrue(guarded(new OutOfMemoryError("heap")).remedy().contains("FIDUCIA_OPTS=-Xmx2g"));
    }

    @Test
    void whatThePluginHasToSayIsNotChanged() {
        var said = new FiduciaException(Kind.INPUT, "what", "remedy");
        assertSame(said, guarded(said));
        var cancelled = new CancellationException();
        assertSame(
                cancelled,
                assertThrows(
                        CancellationException.class,
                        () -> Blame.guard(new Scheme("a"), () -> {
                            throw cancelled;
                        })));
    }

    @Test
    void anInterruptionIsACancellationAndStays() {
        assertThrows(
                CancellationException.class,
                () -> Blame.guard(new Scheme("a"), () -> {
                    throw new InterruptedException();
                }));
        assertTrue(Thread.interrupted(), "who looks for it finds it");
    }

    @Test
    void aDeployedPluginIsNamedByItsJar() throws Exception {
        Bundle evil = felix.deployed("evil", Thrower.class);
        Throwable failure = thrown(Felix.make(evil, Thrower.class, Runnable.class));
        FiduciaException e = blame.of(failure).orElseThrow();
        assertEquals("the plug-in evil.jar (evil 1.0.0) failed with IllegalStateException: no reason", e.getMessage());
        assertSame(failure, e.getCause());
        assertEquals("evil.jar (evil 1.0.0)", Blame.named(evil));
    }

    @Test
    void aDeployedOneIsBlamedBeforeOneOfTheDistribution() throws Exception {
        // what fails is code of the distribution, called by code that was deployed
        Bundle ours = felix.shipped("org.fiducia.ours", Thrower.class);
        Felix.register(ours, Runnable.class, () -> {});
        Bundle evil = felix.deployed("evil", Caller.class);
        Runnable thrower = Felix.make(ours, Thrower.class, Runnable.class);
        assertEquals(
                "the plug-in org.fiducia.ours 1.0.0 failed with IllegalStateException: no reason",
                blame.of(thrown(thrower)).orElseThrow().getMessage());
        @SuppressWarnings("unchecked")
        java.util.function.Consumer<Runnable> caller =
                Felix.make(evil, Caller.class, java.util.function.Consumer.class);
        assertTrue(blame.of(thrown(() -> caller.accept(thrower)))
                .orElseThrow()
                .getMessage()
                .startsWith("the plug-in evil.jar (evil 1.0.0) failed"));
    }

    @Test
    void librariesAreNotBlamed() throws Exception {
        Bundle library = felix.shipped("com.example.library", Thrower.class);
        Felix.register(library, Runnable.class, () -> {});
        assertEquals(Optional.empty(), blame.of(thrown(Felix.make(library, Thrower.class, Runnable.class))));
    }

    @Test
    void codeOfNobodyIsNobodysFault() {
        assertEquals(Optional.empty(), blame.of(new IllegalStateException()));
        var bare = new IllegalStateException();
        bare.setStackTrace(new StackTraceElement[0]);
        assertEquals(Optional.empty(), blame.of(bare));
    }

    @Test
    void oneThatHasGoneIsNotBlamed() throws Exception {
        Bundle evil = felix.deployed("evil", Thrower.class);
        Throwable failure = thrown(Felix.make(evil, Thrower.class, Runnable.class));
        evil.uninstall();
        assertEquals(Optional.empty(), blame.of(failure));
    }

    @Test
    void busyThreadsAreThoseInDeployedCode() throws Exception {
        Bundle evil = felix.deployed("evil", Caller.class);
        Bundle shipped = felix.shipped("org.fiducia.ours", Caller.class);
        Felix.register(shipped, Runnable.class, () -> {});
        var inside = new CountDownLatch(3);
        var leave = new CountDownLatch(1);
        Runnable wait = () -> {
            inside.countDown();
            try {
                leave.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        @SuppressWarnings("unchecked")
        java.util.function.Consumer<Runnable> deployed =
                Felix.make(evil, Caller.class, java.util.function.Consumer.class);
        var one = new Thread(() -> deployed.accept(wait), "one");
        var two = new Thread(() -> deployed.accept(wait), "two");
        var idle = new Thread(wait, "idle");
        List.of(one, two, idle).forEach(Thread::start);
        try {
            inside.await();
            Map<Bundle, List<Thread>> busy = blame.busy(thread -> true);
            assertEquals(1, busy.size());
            assertEquals(
                    List.of("one", "two"),
                    busy.get(evil).stream().map(Thread::getName).sorted().toList());
            assertEquals(Map.of(evil, List.of(two)), blame.busy(thread -> thread == two || thread == idle));
            assertEquals(Map.of(), blame.busy(thread -> thread == idle));
        } finally {
            leave.countDown();
            for (Thread thread : List.of(one, two, idle)) {
                thread.join();
            }
        }
        assertEquals(Map.of(), blame.busy(thread -> true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a jar.jar", "plus+.jar", "ü.jar", "100%.jar"})
    void aJarIsNamedAsItsFileIs(String name) throws Exception {
        Path file = folder.resolve(name);
        Bundle bundle = felix.start(file.toUri().toString(), Felix.jar("odd", "1.0.0", Map.of()));
        assertEquals(name, Deployer.jar(bundle));
        assertTrue(Deployer.deployed(bundle));
    }
}
