package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells a plug-in author, done word by word: one verb, one build, one jar, one measurement. */
class AuthorIT {
    private static final Pattern FILE =
            Pattern.compile("`([^`\\n]+\\.(?:xml|java))`:\\n\\n```\\w+\\n(.*?)```", Pattern.DOTALL);
    private static final String JAR = "observable-pt-over-mass-1.0.0-SNAPSHOT.jar";

    @TempDir
    Path folder;

    private final Path home = Path.of(System.getProperty("fiducia.home"));

    @AfterEach
    void clear() throws IOException {
        Files.deleteIfExists(home.resolve("deploy").resolve(JAR));
    }

    @Test
    void theExampleOfTheReadmeWorks() throws Exception {
        Path project = written("ptOverMass");
        Matcher shown = FILE.matcher(Files.readString(home.resolve("README.md")));
        assertTrue(shown.find(), "the README shows the class");
        assertEquals(shown.group(2), Files.readString(project.resolve(shown.group(1))));
        build(project);
        Files.copy(
                project.resolve("target").resolve(JAR), home.resolve("deploy").resolve(JAR));
        Product.Outcome outcome = new Product(folder, Map.of()).run("measure", "ptOverMass");
        assertEquals(0, outcome.code(), outcome.err());
        assertTrue(outcome.out().contains("ptOverMass"), outcome.out());
        assertTrue(Files.exists(folder.resolve("results/ptOverMass/result.json")));
    }

    @Test
    void anObservableOfTheChannelServesAsModel() throws Exception {
        Path project = written("anotherMass", "--from", "mZ1");
        build(project);
        assertTrue(Files.exists(project.resolve("target/observable-another-mass-1.0.0-SNAPSHOT.jar")));
    }

    /** The project that the verb writes. */
    private Path written(String... words) throws Exception {
        var command = new ArrayList<>(List.of("new-observable", "--dir", "project"));
        command.addAll(List.of(words));
        Product.Outcome outcome = new Product(folder, Map.of()).run(command.toArray(String[]::new));
        assertEquals(0, outcome.code(), outcome.err());
        return folder.resolve("project");
    }

    private void build(Path project) throws IOException, InterruptedException {
        // everything but Fiducia itself is in the local repository of this build; a fresh one keeps the two apart
        Path settings = folder.resolve("settings.xml");
        Files.writeString(
                settings,
                "<settings><mirrors><mirror><id>local</id><mirrorOf>central</mirrorOf><url>"
                        + Path.of(System.getProperty("fiducia.repository")).toUri()
                        + "</url></mirror></mirrors></settings>");
        String first = tryBuild(project, "-s", settings.toString());
        if (!first.isEmpty()) {
            assertEquals(
                    "",
                    tryBuild(project),
                    () -> "from the central repository, after this from the local one:\n" + first);
        }
    }

    /** Builds; the output when that fails, else nothing. */
    private String tryBuild(Path project, String... options) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("fiducia.maven"), "bin", "mvn").toString());
        command.addAll(List.of("-q", "-B", "-Dmaven.repo.local=" + folder.resolve("repository")));
        command.addAll(List.of("-gs", home.resolve("etc/maven.xml").toString()));
        command.addAll(List.of(options));
        command.add("package");
        var builder = new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true);
        builder.environment().put("FIDUCIA_HOME", home.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? "" : output + " ";
    }
}
