package org.fiducia.kernel.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/** The bundles of a real framework follow a folder of jars. */
class DeployerTest {
    private static final Map<String, String> NO_MANIFEST = Map.of(Constants.BUNDLE_MANIFESTVERSION, "1");

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();
    private final Set<String> unwanted = new HashSet<>();
    private Felix felix;
    private Path jars;
    private Deployer deployer;
    private long time = 1_000_000_000_000L;

    @BeforeEach
    void start() throws Exception {
        felix = new Felix(folder);
        jars = folder.resolve("deploy");
        deployer = new Deployer(
                felix.context(),
                jars,
                said::add,
                bundle -> unwanted.contains(bundle.getSymbolicName())
                        ? Optional.of("nobody wants it")
                        : Optional.empty());
    }

    @AfterEach
    void stop() throws Exception {
        felix.close();
    }

    /** Puts a file there, later than all before. */
    private Path put(String file, byte[] bytes) throws IOException {
        Files.createDirectories(jars);
        Path path = Files.write(jars.resolve(file), bytes);
        time += 1000;
        Files.setLastModifiedTime(path, FileTime.fromMillis(time));
        return path;
    }

    private Path put(String file, String name, String version) throws IOException {
        return put(file, Felix.jar(name, version, Map.of()));
    }

    /** What was said since the last look. */
    private List<String> look(boolean settled) {
        said.clear();
        deployer.scan(settled);
        return List.copyOf(said);
    }

    @Test
    void noFolderIsAnEmptyOne() {
        assertEquals(List.of(), look(false));
        assertEquals(List.of(), look(true));
    }

    @Test
    void aJarComesChangesAndGoes() throws Exception {
        Path jar = put("a.jar", "a", "1.0.0");
        assertEquals(List.of("a.jar is deployed: a 1.0.0"), look(false));
        assertEquals(List.of("a 1.0.0"), felix.bundles());
        assertEquals(List.of(), look(false), "nothing has changed");

        put("a.jar", "a", "2.0.0");
        assertEquals(List.of("a.jar is updated: a 2.0.0"), look(false));
        assertEquals(List.of("a 2.0.0"), felix.bundles());

        Files.delete(jar);
        assertEquals(List.of("a.jar is removed"), look(false));
        assertEquals(List.of(), felix.bundles());
        assertEquals(List.of(), look(false));
    }

    @Test
    void itsBundleRuns() throws Exception {
        put("a.jar", "a", "1.0.0");
        look(false);
        Bundle bundle = felix.context().getBundle(jars.resolve("a.jar").toUri().toString());
        assertEquals(Bundle.ACTIVE, bundle.getState());
        assertTrue(Deployer.deployed(bundle));
        assertEquals("a.jar", Deployer.jar(bundle));
    }

    @Test
    void onlyJarsAreLookedAt() throws Exception {
        put("README.md", new byte[] {1});
        put("a.jar.part", Felix.jar("a", "1.0.0", Map.of()));
        assertEquals(List.of(), look(false));
    }

    @Test
    void aJarThatIsStillCopiedWaits() throws Exception {
        byte[] whole = Felix.jar("a", "1.0.0", Map.of());
        put("a.jar", Arrays.copyOf(whole, whole.length / 2));
        assertEquals(List.of(), look(true), "seen for the first time");
        put("a.jar", Arrays.copyOf(whole, whole.length - 1));
        assertEquals(List.of(), look(true), "it has grown");
        put("a.jar", whole);
        assertEquals(List.of(), look(true), "it has grown");
        assertEquals(List.of("a.jar is deployed: a 1.0.0"), look(true), "it grows no more");
    }

    @Test
    void aJarThatIsReplacedMayBeAwayForAMoment() throws Exception {
        Path jar = put("a.jar", "a", "1.0.0");
        look(false);
        Files.delete(jar);
        assertEquals(List.of(), look(true), "away at one look");
        put("a.jar", "a", "2.0.0");
        look(true);
        assertEquals(List.of("a.jar is updated: a 2.0.0"), look(true));
        Files.delete(jar);
        look(true);
        assertEquals(List.of("a.jar is removed"), look(true), "away at two looks");
    }

    @Test
    void aDamagedJarIsReportedOnceAndChangesNothing() throws Exception {
        put("good.jar", "good", "1.0.0");
        put("bad.jar", new byte[] {1, 2, 3});
        put("empty.jar", new byte[0]);
        assertEquals(
                List.of(
                        "good.jar is deployed: good 1.0.0",
                        "bad.jar is not deployed: it is not a complete jar",
                        "empty.jar is not deployed: it is not a complete jar"),
                look(false));
        assertEquals(List.of("good 1.0.0"), felix.bundles());
        assertEquals(
                Map.of("bad.jar", "it is not a complete jar", "empty.jar", "it is not a complete jar"),
                deployer.unusable());
        assertEquals(List.of(), look(false));
        put("bad.jar", "bad", "1.0.0");
        assertTrue(look(false).contains("bad.jar is deployed: bad 1.0.0"), said.toString());
        assertEquals(Set.of("empty.jar"), deployer.unusable().keySet());
        Files.delete(jars.resolve("empty.jar"));
        look(false);
        assertEquals(Map.of(), deployer.unusable());
    }

    @Test
    void aDamagedVersionLeavesTheOneBefore() throws Exception {
        put("a.jar", "a", "1.0.0");
        look(false);
        put("a.jar", new byte[] {1});
        assertEquals(List.of("a.jar is not deployed: it is not a complete jar"), look(false));
        assertEquals(List.of("a 1.0.0"), felix.bundles());
        put("a.jar", "a", "2.0.0");
        assertEquals(List.of("a.jar is updated: a 2.0.0"), look(false));
        assertEquals(List.of("a 2.0.0"), felix.bundles());
    }

    @Test
    void aJarThatNamesNoBundleIsRefused() throws Exception {
        put("plain.jar", Felix.jar("plain", "1.0.0", NO_MANIFEST));
        List<String> reports = look(false);
        assertEquals(1, reports.size());
        assertTrue(reports.get(0).startsWith("plain.jar is not deployed: "), reports.get(0));
        assertEquals(List.of(), felix.bundles(), "it leaves nothing behind");
    }

    @Test
    void whatItLacksIsSaidAndMayComeLater() throws Exception {
        var needs = Map.of(Constants.IMPORT_PACKAGE, "toys");
        var gives = Map.of(Constants.EXPORT_PACKAGE, "toys");
        put("a-needs.jar", Felix.jar("needs", "1.0.0", needs));
        List<String> reports = look(false);
        assertEquals(1, reports.size());
        assertTrue(reports.get(0).startsWith("a-needs.jar is not deployed: missing"), reports.get(0));
        assertTrue(reports.get(0).contains("toys"), reports.get(0));
        assertEquals(List.of(), felix.bundles());

        put("b-gives.jar", Felix.jar("gives", "1.0.0", gives));
        assertEquals(
                List.of("b-gives.jar is deployed: gives 1.0.0", "a-needs.jar is deployed: needs 1.0.0"), look(false));
        assertEquals(List.of("gives 1.0.0", "needs 1.0.0"), felix.bundles());
    }

    @Test
    void jarsThatNeedEachOtherComeInAnyOrder() throws Exception {
        put("a.jar", Felix.jar("a", "1.0.0", Map.of(Constants.IMPORT_PACKAGE, "b")));
        put("b.jar", Felix.jar("b", "1.0.0", Map.of(Constants.IMPORT_PACKAGE, "c", Constants.EXPORT_PACKAGE, "b")));
        put("c.jar", Felix.jar("c", "1.0.0", Map.of(Constants.EXPORT_PACKAGE, "c")));
        assertEquals(
                List.of("c.jar is deployed: c 1.0.0", "b.jar is deployed: b 1.0.0", "a.jar is deployed: a 1.0.0"),
                look(false));
    }

    @Test
    void whoTakesClassesTakesThemFromTheNewVersion() throws Exception {
        String export = "org.fiducia.kernel.plugins";
        var gives = Map.of(Constants.EXPORT_PACKAGE, export);
        put("gives.jar", Felix.jar("gives", "1.0.0", gives, PluginsTest.Carried.class));
        put("takes.jar", Felix.jar("takes", "1.0.0", Map.of(Constants.IMPORT_PACKAGE, export)));
        look(false);
        Bundle takes =
                felix.context().getBundle(jars.resolve("takes.jar").toUri().toString());
        Class<?> before = takes.loadClass(PluginsTest.Carried.class.getName());
        put("gives.jar", Felix.jar("gives", "2.0.0", gives, PluginsTest.Carried.class));
        look(false);
        assertFalse(before == takes.loadClass(PluginsTest.Carried.class.getName()), "no class of what has gone");
        assertEquals(Bundle.ACTIVE, takes.getState());
    }

    @Test
    void oneThatIsObjectedToGoes() throws Exception {
        unwanted.add("a");
        put("a.jar", "a", "1.0.0");
        assertEquals(List.of("a.jar is not deployed: nobody wants it"), look(false));
        assertEquals(List.of(), felix.bundles());
        assertEquals(List.of(), look(false));
        unwanted.clear();
        put("a.jar", "a", "2.0.0");
        assertEquals(List.of("a.jar is deployed: a 2.0.0"), look(false));
    }

    @Test
    void aNewVersionThatIsObjectedToTakesTheOldOneAway() throws Exception {
        put("a.jar", "a", "1.0.0");
        look(false);
        unwanted.add("a");
        put("a.jar", "a", "2.0.0");
        assertEquals(List.of("a.jar is not deployed: nobody wants it"), look(false));
        assertEquals(List.of(), felix.bundles());
        unwanted.clear();
        put("a.jar", "a", "3.0.0");
        assertEquals(1, look(false).size());
        assertEquals(List.of("a 3.0.0"), felix.bundles());
    }

    @Test
    void whatWasRefusedDoesNotComeBack() throws Exception {
        put("a.jar", "a", "1.0.0");
        look(false);
        deployer.refuse(felix.context().getBundle(jars.resolve("a.jar").toUri().toString()));
        assertEquals(List.of(), felix.bundles());
        assertEquals(List.of(), look(false));
        put("a.jar", "a", "2.0.0");
        List<String> reports = look(false);
        assertEquals(1, reports.size());
        assertTrue(reports.get(0).startsWith("a.jar is not deployed: code of it still runs"), reports.get(0));
        put("other.jar", "a", "3.0.0");
        reports = look(false);
        assertTrue(
                reports.stream().anyMatch(report -> report.startsWith("other.jar is not deployed: code of it")),
                reports.toString());
        assertEquals(List.of(), felix.bundles(), "under whatever name");
        put("b.jar", "b", "1.0.0");
        assertTrue(look(false).contains("b.jar is deployed: b 1.0.0"), "others do");
    }

    @Test
    void twoJarsOfOneBundleAreNotBothDeployed() throws Exception {
        put("a.jar", "a", "1.0.0");
        put("copy.jar", "a", "1.0.0");
        List<String> reports = look(false);
        assertEquals("a.jar is deployed: a 1.0.0", reports.get(0));
        assertTrue(reports.get(1).startsWith("copy.jar is not deployed: "), reports.get(1));
        assertEquals(List.of("a 1.0.0"), felix.bundles());
    }

    @Test
    void whatSomebodyElseTookAwayIsNotMissed() throws Exception {
        Path jar = put("a.jar", "a", "1.0.0");
        look(false);
        felix.context().getBundle(jar.toUri().toString()).uninstall();
        put("a.jar", "a", "2.0.0");
        assertEquals(1, look(false).size());
        assertEquals(List.of("a 2.0.0"), felix.bundles());
        felix.context().getBundle(jar.toUri().toString()).uninstall();
        Files.delete(jar);
        assertEquals(List.of(), look(false), "there is nothing to remove");
    }

    @Test
    void bundlesOfTheDistributionAreNotDeployed() throws Exception {
        assertFalse(Deployer.deployed(felix.shipped("ours")));
        assertFalse(Deployer.deployed(felix.context().getBundle(0)));
        assertTrue(Deployer.deployed(felix.deployed("theirs")));
    }
}
