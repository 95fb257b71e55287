package org.fiducia.kernel.recall;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fiducia.kernel.store.Stamp;
import org.fiducia.kernel.store.Store;

/**
 * A call of a process that does nothing else.
 *
 * @param home folder of the distribution
 * @param directory of the caller
 * @param words the verb and what follows it
 * @param columns of the terminal, 0 where there is none
 * @param environment of the caller
 */
public record Question(Path home, Path directory, List<String> words, int columns, Map<String, String> environment) {
    private static final List<String> FOLDERS = List.of("bin", "lib", "bundle", "deploy", "etc");
    private static final String OWN = "FIDUCIA_";

    /** What else of an environment programs answer to. */
    private static final List<String> VARIABLES =
            List.of("HOME", "JAVA_TOOL_OPTIONS", "LANG", "LANGUAGE", "NO_COLOR", "TERM", "TZ", "XDG_RUNTIME_DIR");

    public Question {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    /** The call of this process. */
    public static Question ofProcess(Path home, List<String> words) {
        return new Question(
                home, Path.of("").toAbsolutePath(), words, Integer.getInteger("fiducia.columns", 0), System.getenv());
    }

    /** What an answer is kept under: the call, the program as it is installed, and the Java that runs it. */
    String key() throws IOException {
        var variables = new TreeMap<String, String>();
        environment.forEach((name, value) -> {
            if (name.startsWith(OWN) || name.startsWith("LC_") || VARIABLES.contains(name)) {
                variables.put(name, value);
            }
        });
        return Store.key(
                words,
                directory,
                columns,
                variables,
                installed(),
                System.getProperty("java.runtime.version"),
                System.getProperty("java.vendor"));
    }

    /** Every file that the distribution runs or takes a card from. */
    private List<String> installed() throws IOException {
        var files = new ArrayList<String>();
        for (String folder : FOLDERS) {
            Path place = home.resolve(folder);
            if (!Files.isDirectory(place)) {
                continue;
            }
            try (Stream<Path> all = Files.walk(place)) {
                for (Path file : all.sorted(Comparator.naturalOrder()).toList()) {
                    if (!Files.isDirectory(file)) {
                        files.add(home.relativize(file) + " " + Stamp.of(file));
                    }
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        return files;
    }
}
