package org.fiducia.console.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder out of which no name leads: neither by {@code ..}, nor as an absolute path, nor by a symbolic link. Names that begin
 * with a dot are hidden.
 *
 * @param root the folder; need not exist
 */
record Fence(Path root) {
    Fence {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * What has a name below the folder.
     *
     * @param name relative, separated by slashes; empty for the folder itself
     * @return its real path; empty when there is nothing, or it is not inside
     */
    Optional<Path> inside(String name) {
        try {
            Path real = root.toRealPath();
            if (name.isEmpty()) {
                return Optional.of(real);
            }
            Path relative = Path.of(name);
            if (relative.isAbsolute() || name.startsWith("/") || name.indexOf('\\') >= 0) {
                return Optional.empty();
            }
            for (Path step : relative) {
                if (step.toString().startsWith(".") || step.toString().isEmpty()) {
                    return Optional.empty();
                }
            }
            Path wanted = real.resolve(relative).normalize();
            if (!wanted.startsWith(real) || !Files.exists(wanted)) {
                return Optional.empty();
            }
            Path found = wanted.toRealPath();
            return found.startsWith(real) ? Optional.of(found) : Optional.empty();
        } catch (InvalidPathException | IOException e) {
            return Optional.empty();
        }
    }

    /** Name of a path inside, with slashes. */
    String name(Path inside) throws IOException {
        return root.toRealPath().relativize(inside).toString().replace('\\', '/');
    }
}
