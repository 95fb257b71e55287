package org.fiducia.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds reference inputs in a folder beside the checkout; tests that need them are skipped where it is absent. */
public final class SharedFolder {
    private SharedFolder() {}

    /** A file of the simulated samples, of the checkout or of the folder beside it. */
    public static Path sample(String name) {
        for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
            Path found = dir.resolve("distribution/data/run3").resolve(name);
            if (Files.exists(found)) {
                return found;
            }
        }
        return require("data/run3/" + name);
    }

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
