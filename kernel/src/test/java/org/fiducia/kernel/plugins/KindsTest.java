package org.fiducia.kernel.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.channel.Channel;
import org.fiducia.api.measurement.SystematicScheme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/** Kinds of plug-in are what bundles say they are. */
class KindsTest {
    private static final Map<String, String> DECLARES = Map.of(
            Constants.PROVIDE_CAPABILITY,
            PluginKind.NAMESPACE + ";" + PluginKind.NAMESPACE + "=\"" + Toy.class.getName() + "\"",
            Constants.EXPORT_PACKAGE,
            Toy.class.getPackageName());

    @TempDir
    Path folder;

    private Felix felix;
    private Plugins plugins;

    /** A kind that the kernel has never heard of. */
    @PluginKind(plural = "toys", singular = "toy")
    public interface Toy extends Plugin {}

    /** A plug-in of it. */
    public static final class Ball implements Toy {
        @Override
        public String id() {
            return "ball";
        }

        @Override
        public String title() {
            return "a ball";
        }
    }

    /** It says that it is a kind, but what implements it is no plug-in. */
    @PluginKind(plural = "ghosts", singular = "ghost")
    public interface Ghost {}

    @BeforeEach
    void start() throws Exception {
        felix = new Felix(folder);
        plugins = new Plugins(felix.context(), new Components());
    }

    @AfterEach
    void stop() throws Exception {
        felix.close();
    }

    private static void register(Bundle bundle, Class<?> type) throws ReflectiveOperationException {
        Object service = Felix.make(bundle, type, Object.class);
        bundle.getBundleContext().registerService(Toy.class.getName(), service, new Hashtable<>());
    }

    @Test
    void aKindIsKnownBeforeThereIsAPluginOfIt() throws Exception {
        assertEquals(List.of(), plugins.kinds());
        Bundle bundle = felix.start("file:/deploy/toys.jar", Felix.jar("toys", "1.0.0", DECLARES, Toy.class));
        assertEquals(List.of("toys"), plugins.kinds());
        assertEquals(List.of(), plugins.rows("toys"));
        bundle.uninstall();
        assertEquals(List.of(), plugins.kinds());
    }

    @Test
    void aServiceMakesItsKindKnown() throws Exception {
        Bundle bundle = felix.deployed("toys", Toy.class, Ball.class);
        register(bundle, Ball.class);
        assertEquals(List.of("toys"), plugins.kinds());
        assertEquals(
                List.of(new Plugins.Row("toys", "ball", "a ball", "toys", "1.0.0", "active")), plugins.rows("toys"));
    }

    @Test
    void everyoneListsAKindOnceThoughManyBringIt() throws Exception {
        felix.start("file:/deploy/toys.jar", Felix.jar("toys", "1.0.0", DECLARES, Toy.class));
        Bundle other = felix.deployed("others", Toy.class, Ball.class); // a copy of the interface of its own
        register(other, Ball.class);
        assertEquals(List.of("toys"), plugins.kinds(), "two interfaces of one name are listed together");
        assertEquals(
                List.of("ball"),
                plugins.rows("toys").stream().map(Plugins.Row::id).toList());
    }

    @Test
    void theKindNamesItselfInMessages() throws Exception {
        Bundle bundle = felix.deployed("schemes");
        Felix.register(bundle, SystematicScheme.class, new Scheme("a"));
        var e = assertThrows(FiduciaException.class, () -> plugins.get(SystematicScheme.class, "b"));
        assertTrue(e.getMessage().contains("systematic scheme"), e.getMessage());
    }

    @Test
    void whatIsNoPluginIsNoKind() throws Exception {
        Bundle bundle = felix.deployed("ghosts", Ghost.class);
        assertTrue(Kinds.ofInterface(bundle, Ghost.class.getName()).isEmpty());
        assertTrue(Kinds.ofInterface(bundle, "java.lang.Runnable").isEmpty());
        assertTrue(Kinds.ofInterface(bundle, "no.such.Type").isEmpty());
        assertTrue(Kinds.ofInterface(bundle, Plugin.class.getName()).isEmpty(), "the root is no kind itself");
    }

    @Test
    void aBundleThatHasGoneHasNoKinds() throws Exception {
        Bundle bundle = felix.deployed("toys", Toy.class, Ball.class);
        register(bundle, Ball.class);
        bundle.uninstall();
        assertEquals(List.of(), plugins.kinds());
        assertTrue(Kinds.services(bundle).isEmpty());
    }

    @Test
    void kindsAreListedByPlaceThenByName() throws Exception {
        Bundle bundle = felix.deployed("toys", Toy.class, Ball.class);
        register(bundle, Ball.class);
        Felix.register(bundle, SystematicScheme.class, new Scheme("a"));
        bundle.getBundleContext()
                .registerService(
                        Channel.class.getName(),
                        java.lang.reflect.Proxy.newProxyInstance(
                                Channel.class.getClassLoader(), new Class<?>[] {Channel.class}, (p, m, a) -> "c"),
                        new Hashtable<>());
        assertEquals(List.of("channels", "schemes", "toys"), plugins.kinds());
    }
}
