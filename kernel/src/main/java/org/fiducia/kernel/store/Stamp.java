package org.fiducia.kernel.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * What tells that a file is the one it was, without reading it.
 *
 * @param size bytes
 * @param modified time of the last change, ns
 * @param file which file of its file system; empty where that does not tell
 */
public record Stamp(long size, long modified, String file) {
    /** The stamp of a file as it is now. */
    public static Stamp of(Path file) throws IOException {
        return of(Files.readAttributes(file, BasicFileAttributes.class));
    }

    /** The stamp of a file of these attributes. */
    public static Stamp of(BasicFileAttributes attributes) {
        Object key = attributes.fileKey();
        return new Stamp(
                attributes.size(),
                attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                key == null ? "" : key.toString());
    }
}
