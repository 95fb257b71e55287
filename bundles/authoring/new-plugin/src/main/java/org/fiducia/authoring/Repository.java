package org.fiducia.authoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/** What the distribution has for plug-ins to be built against. */
final class Repository {
    private final Path folder;

    Repository(Path home) {
        folder = home.resolve("repository/org/fiducia");
    }

    /** Whether it has a project. */
    boolean has(String project) {
        return Files.isDirectory(folder.resolve(project));
    }

    /** Where it is. */
    @Override
    public String toString() {
        return folder.toString();
    }

    /** Version of the parent of plug-ins. */
    String version() {
        try (Stream<Path> versions = Files.list(folder.resolve("bundle"))) {
            return versions.filter(Files::isDirectory)
                    .map(version -> version.getFileName().toString())
                    .max(String::compareTo)
                    .orElseThrow(() -> new IOException("it is empty"));
        } catch (IOException e) {
            throw new FiduciaException(
                    Kind.INPUT,
                    "the distribution has no repository to build plug-ins against in " + folder,
                    "unpack or build the whole distribution",
                    e);
        }
    }
}
