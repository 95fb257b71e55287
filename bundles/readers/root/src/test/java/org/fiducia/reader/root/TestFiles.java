package org.fiducia.reader.root;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds ROOT files to read: our own samples, and those in a folder beside the checkout. Absent ones skip a test. */
public final class TestFiles {
    private TestFiles() {}

    /** A file of the simulated sample that ships with the product. */
    public static Path sample(String name) {
        return find(List.of("shared/data/run3/" + name, "distribution/data/run3/" + name));
    }

    /** A file of the folder beside the checkout. */
    public static Path shared(String name) {
        return find(List.of("shared/" + name));
    }

    private static Path find(List<String> names) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            for (String name : names) {
                if (Files.exists(folder.resolve(name))) {
                    return folder.resolve(name);
                }
            }
        }
        assumeTrue(false, "skipped: no " + names.get(0) + " in or beside the checkout");
        throw new AssertionError();
    }
}
