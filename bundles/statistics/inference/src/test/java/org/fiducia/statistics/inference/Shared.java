package org.fiducia.statistics.inference;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Models beside the checkout. */
final class Shared {
    private Shared() {}

    /** The folder with what is shared between programs; skips the test where there is none. */
    static Path folder() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path shared = folder.resolve("shared");
            if (Files.exists(shared.resolve("PHYSICS.md"))) {
                return shared;
            }
        }
        assumeTrue(false, "no folder shared/ with models beside the checkout");
        throw new AssertionError();
    }
}
