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
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fiducia.api.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What README and {@code docs} tell a plug-in author, done word by word: one verb, one build, one jar, one measurement. The
 * pages show what {@code new-plugin} writes; with {@code -Dfiducia.refresh=true} they are made to.
 */
class AuthorIT {
    private static final Pattern FILE =
            Pattern.compile("`([^`\\n]+\\.(?:xml|java))`:\\n\\n```\\w+\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern SHOWN =
            Pattern.compile("`([^`\\n]+\\.\\w+)`:\\n\\n```\\w+\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CALL = Pattern.compile("\\n    fiducia (.*)\\n(?:\\n```text\\n((?:.*\\n)*?)```)?");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Path PAGES = Path.of("src/main/docs/plugins");
    private static final String JAR = "observable-pt-over-mass-1.0.0-SNAPSHOT.jar";

    @TempDir
    Path folder;

    private final Path home = Product.folder();
    private final List<Path> deployed = new ArrayList<>();

    @AfterEach
    void clear() throws IOException {
        deployed.add(home.resolve("deploy").resolve(JAR));
        for (Path jar : deployed) {
            Files.deleteIfExists(jar);
        }
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

    @Test
    void thePageOfEveryKindWorks() throws Exception {
        var pages = new TreeMap<String, Path>();
        try (Stream<Path> files = Files.list(home.resolve("docs/plugins"))) {
            files.forEach(file -> pages.put(file.getFileName().toString().replace(".md", ""), file));
        }
        String known =
                new Product(folder, Map.of()).run("new-plugin", "none", "x").err();
        assertTrue(known.contains("there are " + String.join(", ", pages.keySet())), "pages of " + known);
        var modules = new StringBuilder();
        for (String kind : pages.keySet()) {
            Matcher calls = CALL.matcher(Files.readString(pages.get(kind)));
            assertTrue(calls.find() && calls.group(1).startsWith("new-plugin " + kind + " "), kind);
            call(calls.group(1), "");
            String[] words = calls.group(1).split(" ");
            modules.append("<module>").append(words[words.length - 1]).append("</module>");
            compare(kind, Files.readString(pages.get(kind)), folder.resolve(words[words.length - 1]));
        }
        Files.writeString(
                folder.resolve("pom.xml"),
                "<project><modelVersion>4.0.0</modelVersion><groupId>all</groupId><artifactId>all</artifactId>"
                        + "<version>1</version><packaging>pom</packaging><modules>" + modules + "</modules></project>");
        build(folder);
        try (Stream<Path> jars =
                Files.find(folder, 3, (file, is) -> file.toString().matches(".*/target/[^/]+\\.jar"))) {
            for (Path jar : jars.toList()) {
                deployed.add(Files.copy(jar, home.resolve("deploy").resolve(jar.getFileName())));
            }
        }
        assertEquals(pages.size(), deployed.size());
        String listed = new Product(folder, Map.of()).run("list").out();
        assertEquals(
                deployed.size() - 1, // a verb is no plug-in that a card chooses
                deployed.stream()
                        .filter(jar -> listed.contains(
                                "org.fiducia." + jar.getFileName().toString().replaceAll("-\\d.*", "")))
                        .count(),
                listed);
        for (Path page : pages.values()) {
            Matcher calls = CALL.matcher(Files.readString(page));
            calls.find(); // the project was written above
            while (calls.find()) {
                call(calls.group(1), calls.group(2));
            }
        }
    }

    /** What a page shows is what the verb wrote; what it shows beside is a file that its calls need. */
    private void compare(String kind, String page, Path project) throws IOException {
        Matcher shown = SHOWN.matcher(page);
        var refreshed = new StringBuilder();
        while (shown.find()) {
            String text = shown.group(2);
            if (shown.group(1).startsWith("src/")) {
                text = Files.readString(project.resolve(shown.group(1)));
            } else {
                Files.writeString(folder.resolve(shown.group(1)), text);
            }
            shown.appendReplacement(
                    refreshed, Matcher.quoteReplacement(shown.group().replace(shown.group(2) + "```", text + "```")));
        }
        shown.appendTail(refreshed);
        if (Boolean.getBoolean("fiducia.refresh")) {
            Files.writeString(PAGES.resolve(kind + ".md"), refreshed);
        } else {
            assertEquals(refreshed.toString(), page, "refresh the pages with -Dfiducia.refresh=true");
        }
    }

    /** Calls the program as a page does; what the page shows of the answer is in it. */
    private void call(String line, @Nullable String shown) throws Exception {
        var words = new ArrayList<String>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        Product.Outcome outcome = new Product(folder, Map.of()).run(words.toArray(String[]::new));
        assertEquals(0, outcome.code(), () -> line + "\n" + outcome.out() + outcome.err());
        String said = outcome.out().replaceAll(" +", " "); // columns are as wide as they need
        for (String each : shown == null ? List.<String>of() : shown.lines().toList()) {
            assertTrue(
                    said.contains(each.replaceAll(" +", " ")),
                    () -> line + " does not say '" + each + "' but\n" + outcome.out());
        }
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
