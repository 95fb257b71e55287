package org.fiducia.kernel.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Plugin;
import org.fiducia.api.measurement.SystematicScheme;
import org.fiducia.api.measurement.Unfolding;
import org.fiducia.kernel.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;

/** The view of the plug-ins follows the service registry of a real framework. */
class PluginsTest {
    @TempDir
    Path folder;

    private final Components components = new Components();
    private Felix felix;
    private Plugins plugins;
    private Bundle bundle;

    @BeforeEach
    void start() throws Exception {
        felix = new Felix(folder);
        plugins = new Plugins(felix.context(), components);
        bundle = felix.deployed("first");
    }

    @AfterEach
    void stop() throws Exception {
        felix.close();
    }

    private ServiceRegistration<SystematicScheme> register(String id) {
        return Felix.register(bundle, SystematicScheme.class, new Scheme(id));
    }

    private List<String> ids() {
        return plugins.all(SystematicScheme.class).stream().map(Plugin::id).toList();
    }

    private FiduciaException refused(String id) {
        return assertThrows(FiduciaException.class, () -> plugins.get(SystematicScheme.class, id));
    }

    /** A plug-in that fails when it is asked for its name. */
    private static final class Nameless implements SystematicScheme {
        private final Error failure;

        Nameless(Error failure) {
            this.failure = failure;
        }

        @Override
        public String id() {
            throw failure;
        }

        @Override
        public String title() {
            return "nameless";
        }

        @Override
        public Combination combine(double[] values, double statistical, double lo, double hi) {
            throw failure;
        }
    }

    @Test
    void theyComeAndGoAsTheirServicesDo() {
        assertEquals(List.of(), ids());
        var b = register("b");
        var a = register("a");
        assertEquals(List.of("a", "b"), ids(), "by id, whoever came first");
        b.unregister();
        assertEquals(List.of("a"), ids());
        assertEquals("a", plugins.get(SystematicScheme.class, "a").id());
        a.unregister();
        assertEquals(Kind.USAGE, refused("a").kind());
    }

    @Test
    void theyGoWithTheirBundle() throws BundleException {
        register("a");
        bundle.stop();
        assertEquals(List.of(), ids());
        assertEquals(List.of(), plugins.rows("schemes"));
    }

    @Test
    void oneThatIsNotThereIsRefusedWithWhatIs() {
        register("quadratic");
        register("rms");
        FiduciaException e = refused("quadratc");
        assertEquals("unknown systematic scheme quadratc", e.getMessage());
        assertEquals("did you mean quadratic? there are quadratic, rms", e.remedy());
        assertEquals(Kind.USAGE, e.kind());
        assertTrue(
                assertThrows(FiduciaException.class, () -> plugins.get(Unfolding.class, "rms"))
                        .getMessage()
                        .startsWith("unknown unfolding rms"),
                "one of another kind does not serve");
    }

    @Test
    void twoOfOneIdAreRefusedByTheirBundles() throws Exception {
        register("a");
        Bundle second = felix.deployed("second");
        var clash = Felix.register(second, SystematicScheme.class, new Scheme("a"));
        FiduciaException e = refused("a");
        assertEquals(Kind.PLUGIN, e.kind());
        assertEquals("2 bundles provide the systematic scheme a: first 1.0.0, second 1.0.0", e.getMessage());
        assertEquals(
                List.of("id provided twice", "id provided twice"),
                plugins.rows("schemes").stream().map(Plugins.Row::state).toList());
        clash.unregister();
        assertEquals("a", plugins.get(SystematicScheme.class, "a").id());
        assertEquals("active", plugins.rows("schemes").get(0).state());
    }

    @Test
    void theSameIdInAnotherKindIsNoClash() {
        register("a");
        bundle.getBundleContext().registerService(Unfolding.class.getName(), unfolding("a"), new Hashtable<>());
        assertEquals("a", plugins.get(SystematicScheme.class, "a").id());
        assertEquals("a", plugins.get(Unfolding.class, "a").id());
        assertTrue(plugins.rows().stream().allMatch(row -> row.state().equals("active")));
    }

    private static Unfolding unfolding(String id) {
        return (Unfolding) java.lang.reflect.Proxy.newProxyInstance(
                Unfolding.class.getClassLoader(), new Class<?>[] {Unfolding.class}, (proxy, method, arguments) -> id);
    }

    @Test
    void theHighestRankDoesNotDecideWhatANameMeans() {
        register("a");
        var ranked = new Hashtable<String, Object>(Map.of(Constants.SERVICE_RANKING, 100));
        bundle.getBundleContext().registerService(SystematicScheme.class, new Scheme("a"), ranked);
        assertEquals(Kind.PLUGIN, refused("a").kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../victim", "a b", "", ".hidden", "a/b", "a..b", "ü", "a.", "a\n"})
    void anIdThatIsNoNameIsListedAndNotThere(String id) {
        register(id);
        assertFalse(Plugins.isName(id));
        assertEquals(List.of(), ids());
        Plugins.Row row = plugins.rows("schemes").get(0);
        assertTrue(row.state().startsWith("its id is no name"), row.state());
        assertTrue(refused("good").remedy().contains("not usable: first: its id is no name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "pT4l-nJets", "x_1", "a.b.c", "2"})
    void anIdThatIsANameServes(String id) {
        register(id);
        assertEquals(id, plugins.get(SystematicScheme.class, id).id());
    }

    @Test
    void noIdIsNoName() {
        assertFalse(Plugins.isName(null));
    }

    @Test
    void oneThatCannotTellItsNameIsListedWithWhatItThrows() {
        register("a");
        Felix.register(bundle, SystematicScheme.class, new Nameless(new NoClassDefFoundError("Missing")));
        Felix.register(bundle, SystematicScheme.class, new Nameless(new StackOverflowError()));
        assertEquals(List.of("a"), ids());
        assertEquals(
                List.of(
                        "throws java.lang.NoClassDefFoundError: Missing",
                        "throws java.lang.StackOverflowError",
                        "active"),
                plugins.rows("schemes").stream().map(Plugins.Row::state).toList());
        assertEquals(Optional.empty(), plugins.objection(bundle), "the others of its bundle serve");
    }

    @Test
    void oneThatCannotBeMadeIsListedWithTheCauseBehindTheCauses() {
        components.failed(
                bundle,
                SystematicScheme.class,
                "maker",
                "java.lang.RuntimeException: outer\n\tat somewhere\nCaused by: java.io.IOException: no paper\n\tat there\n");
        bundle.getBundleContext()
                .registerService(
                        SystematicScheme.class,
                        new ServiceFactory<SystematicScheme>() {
                            @Override
                            public SystematicScheme getService(
                                    Bundle asking, ServiceRegistration<SystematicScheme> registration) {
                                return null;
                            }

                            @Override
                            public void ungetService(
                                    Bundle asking,
                                    ServiceRegistration<SystematicScheme> registration,
                                    SystematicScheme service) {}
                        },
                        new Hashtable<>(Map.of("component.name", "maker")));
        Plugins.Row row = plugins.rows("schemes").get(0);
        assertEquals("cannot be made: java.io.IOException: no paper", row.state());
        assertEquals("maker", row.title());
        assertEquals(List.of(), ids());
    }

    @Test
    void oneThatWaitsIsListedWithWhatItWaitsFor() {
        components.waiting(bundle, SystematicScheme.class, "example.Waiting", "printer", "paper");
        components.waiting(bundle, Runnable.class, "example.NoPlugin", "anything");
        List<Plugins.Row> rows = plugins.rows("schemes");
        assertEquals(
                List.of(new Plugins.Row(
                        "schemes", "?", "example.Waiting", "first", "1.0.0", "waits for printer, paper")),
                rows);
        assertEquals(rows, plugins.rows(), "what is no plug-in is not listed");
        assertEquals(List.of(), plugins.rows("unfoldings"));
        assertTrue(refused("a").remedy().endsWith("; not usable: first: waits for printer, paper"));
    }

    @Test
    void aBundleThatCannotResolveIsListedWithWhatItLacks() throws Exception {
        felix.install(
                "file:/deploy/lost.jar",
                Felix.jar("lost", "2.0.0", Map.of(Constants.IMPORT_PACKAGE, "org.nowhere;version=\"[1,2)\"")));
        Plugins.Row row = plugins.rows().get(0);
        assertEquals(List.of("?", "?", "lost", "2.0.0"), List.of(row.kind(), row.id(), row.bundle(), row.version()));
        assertTrue(row.state().startsWith("cannot resolve: missing"), row.state());
        assertTrue(row.state().contains("org.nowhere"), row.state());
        assertFalse(row.state().contains("(R "), row.state());
        assertTrue(refused("a").remedy().contains("lost: cannot resolve"), "it may be the one that is asked for");
    }

    @Test
    void rowsAreSortedByKindAndId() {
        register("b");
        register("a");
        bundle.getBundleContext().registerService(Unfolding.class.getName(), unfolding("c"), new Hashtable<>());
        assertEquals(
                List.of("schemes a", "schemes b", "unfoldings c"),
                plugins.rows().stream().map(row -> row.kind() + " " + row.id()).toList());
    }

    @Test
    void anObjectionNamesKindAndId() {
        assertEquals(Optional.empty(), plugins.objection(bundle), "nothing is registered");
        register("good");
        assertEquals(Optional.empty(), plugins.objection(bundle));
        register("no good");
        String objection = plugins.objection(bundle).orElseThrow();
        assertTrue(objection.startsWith("the systematic scheme id 'no good' is no name"), objection);
    }

    @Test
    void whatHasGoneRaisesNoObjection() throws BundleException {
        register("no good");
        bundle.uninstall();
        assertEquals(Optional.empty(), plugins.objection(bundle));
    }

    @Test
    void aTypeThatIsNoKindIsAMistakeOfTheCaller() {
        assertThrows(IllegalArgumentException.class, () -> plugins.get(Plugin.class, "a"));
    }

    @Test
    void codeIsNamedByItsBundle() throws Exception {
        Bundle with = felix.deployed("carrier", Carried.class);
        Plugin carried = Felix.make(with, Carried.class, Plugin.class);
        assertEquals("carrier 1.0.0", Plugins.origin(carried));
        assertTrue(Plugins.deployed(carried));
        Bundle shipped = felix.shipped("shipped", Carried.class);
        Plugin ours = Felix.make(shipped, Carried.class, Plugin.class);
        assertFalse(Plugins.deployed(ours));
        assertEquals("no bundle", Plugins.origin(new Scheme("a")));
        assertFalse(Plugins.deployed(new Scheme("a")));
        assertEquals(
                "carrier 1.0.0", Plugins.origin(new Dressed(carried)), "a changed one is of the original's bundle");
    }

    /** A plug-in whose code is in a bundle. */
    static final class Carried implements Plugin {
        @Override
        public String id() {
            return "carried";
        }

        @Override
        public String title() {
            return "carried";
        }
    }

    private record Dressed(Plugin original) implements Plugin, Decorated {
        @Override
        public String id() {
            return original.id();
        }

        @Override
        public String title() {
            return original.title();
        }
    }

    @Test
    void aFingerprintFollowsTheCode() throws Exception {
        var store = new Store(folder.resolve("store"), true, Long.MAX_VALUE, remark -> {});
        byte[] one = Felix.jar("carrier", "1.0.0", Map.of(), Carried.class);
        byte[] two = Felix.jar("carrier", "1.0.0", Map.of("Comment", "other"), Carried.class);
        Path jar = java.nio.file.Files.write(folder.resolve("carrier.jar"), one);
        Bundle with = felix.start("reference:" + jar.toUri(), one);
        Plugin carried = Felix.make(with, Carried.class, Plugin.class);
        String before = Plugins.fingerprint(carried, store);
        assertTrue(before.startsWith("carrier 1.0.0 "), before);
        assertEquals(before, Plugins.fingerprint(carried, store));
        java.nio.file.Files.write(jar, two);
        java.nio.file.Files.setLastModifiedTime(jar, java.nio.file.attribute.FileTime.fromMillis(1_000_000));
        assertNotEquals(before, Plugins.fingerprint(carried, store), "the same version with another content");
        assertEquals(Scheme.class.getName(), Plugins.fingerprint(new Scheme("a"), store), "no bundle, no content");
    }

    @Test
    void theBlameIsOfThisFramework() {
        assertSame(plugins.blame(), plugins.blame());
        assertTrue(plugins.blame(new IllegalStateException()).isEmpty());
    }
}
