package org.fiducia.kernel.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.kernel.store.Store;

/** A folder of results that appears complete or not at all, in the place of an earlier one of the same name. */
final class ResultFolder implements AutoCloseable {
    private final Path target;
    private final Path part;

    /**
     * @param parent folder of all results; created when needed
     * @param name name of the folder
     * @throws FiduciaException when nothing can be written there
     */
    ResultFolder(Path parent, String name) {
        target = parent.resolve(name);
        try {
            Files.createDirectories(parent);
            part = parent.resolve("." + name + "-" + Long.toHexString(System.nanoTime()));
            Files.createDirectory(part);
        } catch (IOException e) {
            throw FiduciaException.unwritable(parent, e);
        }
    }

    /** Where to write. */
    Path path() {
        return part;
    }

    /** Where it will be found. */
    Path target() {
        return target;
    }

    /** Everything is written: let it appear. */
    void publish() {
        try {
            Path old = null;
            if (Files.exists(target)) {
                old = part.resolveSibling(part.getFileName() + "-old");
                Store.move(target, old);
            }
            Store.move(part, target);
            if (old != null) {
                delete(old);
            }
        } catch (IOException e) {
            throw FiduciaException.unwritable(target, e);
        }
    }

    /** Removes what was not published. */
    @Override
    public void close() {
        try {
            delete(part);
        } catch (IOException e) {
            throw FiduciaException.unwritable(part, e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
