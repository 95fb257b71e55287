package org.fiducia.scalefactors.tagandprobe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/** A folder of results that appears complete or not at all, in the place of an earlier one. */
final class OutputFolder implements AutoCloseable {
    private final Path target;
    private final Path part;

    /** @throws FiduciaException when nothing can be written there */
    OutputFolder(Path target) {
        this.target = target;
        try {
            if (Files.exists(target) && !Files.isDirectory(target)) {
                throw new FiduciaException(
                        Kind.OUTPUT, target + " is a file, not a folder", "choose another folder with --out");
            }
            Files.createDirectories(target.toAbsolutePath().getParent());
            part = target.resolveSibling("." + target.getFileName() + "-" + Long.toHexString(System.nanoTime()));
            Files.createDirectory(part);
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    /** Where to write. */
    Path path() {
        return part;
    }

    /** Everything is written: let it appear. */
    void publish() {
        try {
            Path old = part.resolveSibling(part.getFileName() + "-old");
            boolean replaced = Files.exists(target);
            if (replaced) {
                Files.move(target, old);
            }
            Files.move(part, target);
            if (replaced) {
                delete(old);
            }
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    /** Removes what was not published. */
    @Override
    public void close() {
        try {
            delete(part);
        } catch (IOException e) {
            throw unwritable(part, e);
        }
    }

    /** The error for a place that cannot be written. */
    static FiduciaException unwritable(Path path, IOException e) {
        return new FiduciaException(
                Kind.OUTPUT, "cannot write " + path + ": " + e, "make room or choose another folder with --out", e);
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
