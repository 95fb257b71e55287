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
    private static List<String> mismatches(Jar now) throws Exception {
        try (var processor = new Processor();
                var before = new Jar(released())) {
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
            assertEquals(List.of(), mismatches(now), "raise the version in package-info.java");
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
            assertEquals(List.of("org.fiducia.api.observable 2.0.0 must be 3.0.0"), mismatches(now));
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
            assertEquals(List.of("org.fiducia.api.measurement 2.0.0 must be 3.0.0"), mismatches(now));
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
            assertEquals(List.of("org.fiducia.api.observable 2.0.0 must be 2.1.0"), mismatches(now));
        }
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
