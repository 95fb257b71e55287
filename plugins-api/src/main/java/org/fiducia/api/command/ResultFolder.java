package org.fiducia.api.command;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/**
 * A folder of results that appears complete or not at all, in the place of an earlier one. Files are written to {@link
 * #path()}; {@link #publish()} or {@link #add} lets them appear, and what was not published is gone when it is closed.
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
            throw FiduciaException.unwritable(target, e);
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
            throw FiduciaException.unwritable(target, e);
        }
    }

    /**
     * Everything is written: let each file appear in the folder, in the place of one of its name. For a folder that the user
     * chose and that may hold other things.
     *
     * @param stale names of files of an earlier result, which go
     */
    public void add(Predicate<String> stale) {
        try {
            Files.createDirectories(target);
            try (Stream<Path> files = Files.list(target)) {
                for (Path file : files.toList()) {
                    if (Files.isRegularFile(file)
                            && stale.test(file.getFileName().toString())) {
                        Files.delete(file);
                    }
                }
            }
            try (Stream<Path> files = Files.list(part)) {
                for (Path file : files.sorted().toList()) {
                    move(file, target.resolve(file.getFileName()));
                }
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
