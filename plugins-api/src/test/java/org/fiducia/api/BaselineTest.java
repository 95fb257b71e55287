package org.fiducia.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aQute.bnd.differ.Baseline;
import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.osgi.EmbeddedResource;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Processor;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What plug-ins compile against is compared with what was released: a change that breaks them needs a new major version of
 * its package, an additive one a new minor version. Without that the build fails here, with the version to give.
 *
 * <p>At a release, {@code plugins-api.jar} of it becomes {@code src/test/resources/baseline/plugins-api.jar}.
 */
class BaselineTest {
    private static final File CLASSES = new File("target/classes");

    @TempDir
    Path folder;

    private static File released() throws URISyntaxException {
        return new File(
                BaselineTest.class.getResource("/baseline/plugins-api.jar").toURI());
    }

    /** Packages whose version does not say what has changed, each with the version it needs. */
    private static List<String> mismatches(Jar now, File earlier) throws Exception {
        try (var processor = new Processor();
                var before = new Jar(earlier)) {
            return new Baseline(processor, new DiffPluginImpl())
                    .baseline(now, before, null).stream()
                            .filter(info -> info.mismatch)
                            .map(info ->
                                    info.packageName + " " + info.newerVersion + " must be " + info.suggestedVersion)
                            .sorted()
                            .toList();
        }
    }

    @Test
    void versionsOfPackagesSayWhatHasChanged() throws Exception {
        try (var now = new Jar(CLASSES)) {
            assertTrue(now.getManifest() != null, "bnd has described the classes");
            assertEquals(List.of(), mismatches(now, released()), "raise the version in package-info.java");
        }
    }

    /** The test above would fail for a method that is gone, and for one that every implementation must have from now on. */
    @Test
    void anIncompatibleChangeIsFound() throws Exception {
        String source = """
                package org.fiducia.api.observable;
                public enum Target { PRODUCTION }
                """;
        try (var now = new Jar(CLASSES)) {
            now.putResource("org/fiducia/api/observable/Target.class", compiled("Target", source));
            assertRaised("org.fiducia.api.observable", 1, 0, mismatches(now, CLASSES));
        }
        String more = """
                package org.fiducia.api.measurement;
                public interface Configured {
                    void check(Analysis analysis, org.fiducia.api.Settings settings);
                    void again();
                }
                """;
        try (var now = new Jar(CLASSES)) {
            now.putResource("org/fiducia/api/measurement/Configured.class", compiled("Configured", more));
            assertRaised("org.fiducia.api.measurement", 1, 0, mismatches(now, CLASSES));
        }
    }

    /** What only the product implements may grow. */
    @Test
    void anAdditiveChangeNeedsAMinorVersion() throws Exception {
        String source = """
                package org.fiducia.api.observable;
                @org.osgi.annotation.versioning.ProviderType
                public interface Added {
                    String more();
                }
                """;
        try (var now = new Jar(CLASSES)) {
            now.putResource("org/fiducia/api/observable/Added.class", compiled("Added", source));
            assertRaised("org.fiducia.api.observable", 0, 1, mismatches(now, CLASSES));
        }
    }

    /** A package must have a version that is so much higher. */
    private static void assertRaised(String name, int major, int minor, List<String> mismatches) {
        assertEquals(1, mismatches.size(), mismatches.toString());
        Matcher found = Pattern.compile(Pattern.quote(name) + " (\\d+)\\.(\\d+)\\.\\d+ must be (\\d+)\\.(\\d+)\\.0")
                .matcher(mismatches.get(0));
        assertTrue(found.matches(), mismatches.get(0));
        assertEquals(Integer.parseInt(found.group(1)) + major, Integer.parseInt(found.group(3)), mismatches.get(0));
        int expected = major > 0 ? 0 : Integer.parseInt(found.group(2)) + minor;
        assertEquals(expected, Integer.parseInt(found.group(4)), mismatches.get(0));
    }

    private EmbeddedResource compiled(String name, String source) throws Exception {
        Path file = Files.writeString(folder.resolve(name + ".java"), source);
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "--release",
                        "17",
                        "-cp",
                        CLASSES + File.pathSeparator + System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        file.toString());
        assertEquals(0, code, "the example compiles");
        try (var files = Files.walk(folder)) {
            Path compiled =
                    files.filter(f -> f.endsWith(name + ".class")).findFirst().orElseThrow();
            return new EmbeddedResource(Files.readAllBytes(compiled), 0L);
        }
    }
}
