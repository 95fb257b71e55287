package org.fiducia.distribution;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/** A plug-in jar made from source, for tests. */
final class PluginJar {
    private PluginJar() {}

    /**
     * Compiles an observable and wraps it as a bundle.
     *
     * @param id id of the observable
     * @param value Java expression of its value; {@code candidate} is there
     * @param extra further bnd instructions, name=value
     */
    static void write(Path jar, Path scratch, String bundle, String version, String id, String value, String... extra)
            throws Exception {
        compile(jar, scratch, bundle, version, """
                package example;

                import org.fiducia.api.channel.Candidate;
                import org.fiducia.api.observable.*;
                import org.osgi.service.component.annotations.Component;

                @Component(service = Observable.class)
                public final class Example implements Observable<Candidate> {
                    public ObservableInfo info() {
                        return ObservableInfo.production("%s", "version %s", "GeV", 0, 50, Double.POSITIVE_INFINITY);
                    }

                    public Class<Candidate> candidateType() {
                        return Candidate.class;
                    }

                    public double value(Candidate candidate) {
                        return %s;
                    }
                }
                """.formatted(id, version, value), extra);
    }

    /** Compiles a class {@code Example} and wraps it as a bundle. */
    static void compile(Path jar, Path scratch, String bundle, String version, String text, String... extra)
            throws Exception {
        compile(jar, scratch, bundle, version, text, List.of(), extra);
    }

    /** The same, against further jars. */
    static void compile(
            Path jar, Path scratch, String bundle, String version, String text, List<Path> against, String... extra)
            throws Exception {
        Path classes = Files.createDirectories(scratch.resolve(bundle + version));
        Path source = Files.createDirectories(scratch.resolve(bundle + version + "-source"))
                .resolve("Example.java");
        Files.writeString(source, text);
        var path = new ArrayList<>(List.of(System.getProperty("java.class.path")));
        against.forEach(other -> path.add(other.toString()));
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        String.join(File.pathSeparator, path),
                        "-d",
                        classes.toString(),
                        source.toString());
        if (code != 0) {
            throw new IllegalStateException("the example does not compile");
        }
        try (var builder = new Builder()) {
            builder.setClasspath(classPath());
            builder.setProperty("Bundle-SymbolicName", bundle);
            builder.setProperty("Bundle-Version", version);
            builder.setProperty("-includeresource", classes.toString());
            for (String instruction : extra) {
                builder.setProperty(instruction.split("=", 2)[0], instruction.split("=", 2)[1]);
            }
            try (Jar made = builder.build()) {
                if (!builder.getErrors().isEmpty()) {
                    throw new IllegalStateException(builder.getErrors().toString());
                }
                Path part = Files.createTempFile(scratch, "plugin", ".part");
                made.write(part.toFile());
                Files.move(part, jar, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static File[] classPath() throws IOException {
        return List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
                .map(File::new)
                .filter(File::isFile)
                .toArray(File[]::new);
    }
}
