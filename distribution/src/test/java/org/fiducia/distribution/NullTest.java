package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing is null that may not be, in the contracts, the kernel and every bundle; {@link org.fiducia.api.Nullable} says where
 * a null may be. All sources are compiled at once, as Error Prone in each module would take minutes of every build.
 */
class NullTest {
    private static final Path HOUSE = Path.of("..").toAbsolutePath().normalize();

    /** Packages of the compiler that Error Prone calls, and those that it looks into. */
    private static final List<String> CALLED =
            List.of("api", "file", "main", "model", "parser", "processing", "tree", "util");

    private static final List<String> OPENED = List.of("code", "comp");

    private static final String CHECKS = String.join(
            " ",
            "-Xplugin:ErrorProne",
            "-XepDisableAllChecks",
            "-Xep:NullAway:ERROR",
            "-XepOpt:NullAway:AnnotatedPackages=org.fiducia",
            // set before the verb is called
            "-XepOpt:NullAway:ExcludedFieldAnnotations=picocli.CommandLine.Parameters,picocli.CommandLine.Spec");

    @TempDir
    Path folder;

    @Test
    void noNullIsWhereNoneMayBe() throws Exception {
        var sources = new ArrayList<Path>();
        for (String room : List.of("plugins-api/src", "kernel", "bundles")) {
            sources.addAll(sources(HOUSE.resolve(room)));
        }
        assertTrue(sources.size() > 600, "the sources are found: " + sources.size());
        assertEquals("", complaints(sources));
    }

    @Test
    void aNullThatIsUsedIsFound() throws Exception {
        Path source = Files.writeString(folder.resolve("Careless.java"), """
                package org.fiducia.careless;

                record Careless(@org.fiducia.api.Nullable String name) {
                    int length() {
                        return name.length();
                    }
                }
                """);
        String complaints = complaints(List.of(source));
        assertTrue(complaints.contains("Careless.java:5: error: [NullAway] dereferenced"), complaints);
    }

    private static List<Path> sources(Path room) throws IOException {
        Path main = Path.of("src", "main", "java");
        try (Stream<Path> files = Files.walk(room)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains(main.toString()))
                    .filter(file -> !HOUSE.relativize(file).startsWith("target"))
                    .sorted()
                    .toList();
        }
    }

    /** What the compiler and the check have against these sources; nothing is kept of the compilation. */
    private String complaints(List<Path> sources) throws Exception {
        String path = System.getProperty("java.class.path");
        var words = new ArrayList<>(List.of("-proc:none", "-nowarn", "-Xmaxerrs", "10000", "-encoding", "UTF-8"));
        words.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        words.addAll(List.of("-cp", path, "-processorpath", path, "-d", folder.toString()));
        words.addAll(List.of("-XDcompilePolicy=simple", "--should-stop=ifError=FLOW", "--should-stop=ifNoError=FLOW"));
        words.add(CHECKS);
        sources.forEach(source -> words.add(source.toString()));
        Path arguments = folder.resolve("arguments");
        Files.write(arguments, words.stream().map(NullTest::quoted).toList());

        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "javac").toString(), "-J-Xmx1g"));
        CALLED.forEach(
                name -> command.add("-J--add-exports=jdk.compiler/com.sun.tools.javac." + name + "=ALL-UNNAMED"));
        OPENED.forEach(name -> command.add("-J--add-opens=jdk.compiler/com.sun.tools.javac." + name + "=ALL-UNNAMED"));
        command.add("@" + arguments);
        Path said = folder.resolve("said");
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        return code == 0 ? "" : Files.readString(said);
    }

    private static String quoted(String word) {
        return '"' + word.replace("\\", "\\\\") + '"';
    }
}
