package org.fiducia.api.measurement;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.fiducia.api.Plugin;

/** Writes a measurement in one form. Stateless and thread-safe. */
public interface ResultWriter extends Plugin {
    /**
     * Writes.
     *
     * @param measurement what to write
     * @param folder where files go; whatever is written here appears to the user all at once, or not at all
     * @param console where a person or a program reads
     * @throws IOException when a file cannot be written
     */
    void write(Measurement measurement, Path folder, Console console) throws IOException;

    /**
     * Where a verb prints.
     *
     * @param out what was asked for
     * @param json whether JSON was asked for, and nothing else
     */
    record Console(PrintWriter out, boolean json) {}
}
