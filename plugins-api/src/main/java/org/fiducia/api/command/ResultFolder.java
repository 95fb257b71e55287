package org.fiducia.api.command;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/**
 * A folder of results that appears complete or not at all, in the place of an earlier one. Files are written to {@link
 * #path()}; {@link #publish()} lets them appear, and what was not published is gone when it is closed.
 */
public final class ResultFolder implements AutoCloseable {
    private final Path target;
    private final Path part;

    /**
     * Begins a folder.
     *
     * @param target where it will appear; folders above it are created when needed
     * @throws FiduciaException when nothing can be written there
     */
    public ResultFolder(Path target) {
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
    public Path path() {
        return part;
    }

    /** Where it will be found. */
    public Path target() {
        return target;
    }

    /** Everything is written: let it appear. */
    public void publish() {
        try {
            Path old = null;
            if (Files.exists(target)) {
                old = part.resolveSibling(part.getFileName() + "-old");
                move(target, old);
            }
            move(part, target);
            if (old != null) {
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
    public static FiduciaException unwritable(Path path, IOException e) {
        String why = e instanceof FileSystemException f && f.getReason() != null
                ? f.getReason()
                : e.getClass().getSimpleName().replace("Exception", "")
                        + (e.getMessage() == null ? "" : ": " + e.getMessage());
        return new FiduciaException(
                Kind.OUTPUT, "cannot write " + path + ": " + why, "make room or choose another folder with --out", e);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
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
