package org.fiducia.kernel.pipeline;

import java.nio.file.Path;
import java.util.List;

/**
 * A file of a card as its header shows it.
 *
 * @param sample name of its sample
 * @param bytes its size
 * @param events in its tree of events, 0 where that is not known
 * @param problems what is wrong with it; empty when all is well
 */
public record CheckedFile(String sample, Path file, long bytes, long events, List<Problem> problems) {
    /**
     * Something wrong with a file.
     *
     * @param kind in a word: missing, unreadable, damaged, empty, tree, branches, schema, normalisation or doubled
     * @param what as the end of a sentence that begins with the file
     * @param remedy what to do
     */
    public record Problem(String kind, String what, String remedy) {}
}
