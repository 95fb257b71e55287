package org.fiducia.benchmark.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/**
 * The distribution, to be run as processes.
 *
 * @param home its folder
 */
record Product(Path home) {
    /** @throws FiduciaException when there is none */
    static Product of(Optional<Path> home) {
        return home.filter(folder -> Files.isExecutable(folder.resolve("bin/fiducia")))
                .map(Product::new)
                .orElseThrow(() -> new FiduciaException(
                        Kind.USAGE, "there is no distribution to run", "call this benchmark from bin/fiducia"));
    }

    /**
     * Starts a verb; what it prints and what it says come together.
     *
     * @param folder where it runs
     * @param store its store
     */
    Process start(Path folder, Path store, String... words) throws IOException {
        var command = new ArrayList<>(List.of(home.resolve("bin/fiducia").toString()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("FIDUCIA_STORE", store.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    /**
     * Waits for the end.
     *
     * @param output of the process
     * @throws FiduciaException when it failed
     */
    static void await(Process process, String output) {
        try {
            if (process.waitFor() != 0) {
                throw new FiduciaException(
                        Kind.PLUGIN, "the process failed: " + output.strip(), "run the verb by hand and see why");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Deletes a folder with all that is in it. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
