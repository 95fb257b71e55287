package org.fiducia.api.exchange;

import java.nio.file.Path;

/**
 * A change to a model file that another file describes.
 *
 * @param file with the change, or with a set of them
 * @param name which of a set; empty for a file that is one change
 */
public record Patch(Path file, String name) {
    @Override
    public String toString() {
        return file.getFileName() + (name.isEmpty() ? "" : "#" + name);
    }
}
