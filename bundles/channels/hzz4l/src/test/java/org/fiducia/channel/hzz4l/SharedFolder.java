package org.fiducia.channel.hzz4l;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds reference inputs in a folder beside the checkout; tests that need them are skipped where it is absent. */
public final class SharedFolder {
    private SharedFolder() {}

    /** A file or folder of it. */
    public static Path require(String name) {
        for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
            if (Files.exists(dir.resolve("shared/PHYSICS.md"))) {
                Path found = dir.resolve("shared").resolve(name);
                assumeTrue(Files.exists(found), () -> "skipped: no " + found);
                return found;
            }
        }
        assumeTrue(false, "skipped: no folder 'shared' beside the checkout, so no " + name);
        throw new AssertionError();
    }
}
