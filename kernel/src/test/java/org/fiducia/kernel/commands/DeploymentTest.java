package org.fiducia.kernel.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.fiducia.api.command.ReportVerb;
import org.fiducia.api.command.Verb;
import org.fiducia.api.report.Report;
import org.fiducia.kernel.plugins.Components;
import org.fiducia.kernel.plugins.Felix;
import org.fiducia.kernel.plugins.Plugins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.hooks.weaving.WeavingHook;

/** Jars are deployed when the kernel starts and, in a process that stays, whenever they come; and who knows its version. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DeploymentTest {
    @TempDir
    Path folder;

    private Path jar(String name, String version) throws Exception {
        Path jars = Files.createDirectories(folder.resolve("deploy"));
        return Files.write(jars.resolve(name + ".jar"), Felix.jar(name, version, Map.of()));
    }

    @Test
    void whatIsThereIsDeployedAtOnce() throws Exception {
        jar("a", "1.0.0");
        try (var felix = new Felix(folder)) {
            var deployment = new Deployment(felix.context(), new Plugins(felix.context(), new Components()));
            assertEquals(List.of("a 1.0.0"), felix.bundles());
            deployment.stop();
            assertEquals(List.of("a 1.0.0"), felix.bundles(), "what is deployed stays");
        }
    }

    @Test
    void codeIsWovenAsLongAsItIsThere() throws Exception {
        try (var felix = new Felix(folder)) {
            assertNull(felix.context().getServiceReference(WeavingHook.class));
            var deployment = new Deployment(felix.context(), new Plugins(felix.context(), new Components()));
            assertNotNull(felix.context().getServiceReference(WeavingHook.class));
            deployment.stop();
            assertNull(felix.context().getServiceReference(WeavingHook.class));
        }
    }

    @Test
    void aProcessThatStaysDeploysWhatComes() throws Exception {
        try (var felix = new Felix(folder, Map.of("fiducia.interactive", "true"))) {
            var come = new CountDownLatch(1);
            felix.context().addBundleListener(event -> {
                if (event.getType() == BundleEvent.STARTED
                        && event.getBundle().getSymbolicName().equals("late")) {
                    come.countDown();
                }
            });
            var deployment = new Deployment(felix.context(), new Plugins(felix.context(), new Components()));
            assertEquals(List.of(), felix.bundles());
            jar("late", "1.0.0");
            come.await();
            deployment.stop();
            assertEquals(List.of("late 1.0.0"), felix.bundles());
        }
    }

    @Test
    void whatIsRefusedGoesAndDoesNotComeBack() throws Exception {
        jar("bad", "1.0.0");
        try (var felix = new Felix(folder)) {
            var plugins = new Plugins(felix.context(), new Components());
            var deployment = new Deployment(felix.context(), plugins);
            Bundle bad = felix.context().getBundle(1);
            deployment.refuse(bad);
            assertEquals(List.of(), felix.bundles());
            assertEquals(Bundle.UNINSTALLED, bad.getState());
            deployment.stop();
        }
    }

    @Test
    void theDistributionIsWhereTheLauncherSays() throws Exception {
        try (var felix = new Felix(folder)) {
            assertEquals(folder.toAbsolutePath().normalize(), Deployment.home(felix.context()));
        }
        try (var felix = new Felix(folder, Map.of("fiducia.home", "some/../where"))) {
            assertEquals(Path.of("where").toAbsolutePath(), Deployment.home(felix.context()));
        }
    }

    @Test
    void theVersionIsThatOfTheBundle() throws Exception {
        try (var felix = new Felix(folder)) {
            var imports = Map.of(
                    Constants.IMPORT_PACKAGE, "org.fiducia.api.command,org.fiducia.api.report,org.osgi.framework");
            Bundle bundle = felix.start("reference:memory:k", Felix.jar("k", "7.8.9", imports, VersionVerb.class));
            Report report =
                    Felix.make(bundle, VersionVerb.class, ReportVerb.class).report((Verb.Terminal) null);
            assertEquals("Fiducia 7.8.9", report.lines().get(0));
            assertTrue(
                    report.lines().get(1).startsWith("Java " + Runtime.version() + ", "),
                    report.lines().get(1));
            assertEquals("7.8.9", report.data().get("fiducia"));
            assertEquals(Runtime.version().toString(), report.data().get("java"));
            assertEquals(System.getProperty("java.vendor"), report.data().get("javaVendor"));
        }
    }
}
