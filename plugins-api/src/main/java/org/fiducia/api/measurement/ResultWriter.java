package org.fiducia.api.measurement;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;

/** Writes a measurement in one form. Stateless and thread-safe. */
@PluginKind(plural = "writers", singular = "result writer", order = 200)
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
     * Writes what belongs to several measurements of one call together, when each of them has been written.
     *
     * @param measurements in the order in which they were asked for
     * @param folder where the folders of the observables are, each called by its id
     * @throws IOException when a file cannot be written
     */
    default void summarise(List<Measurement> measurements, Path folder, Console console) throws IOException {}

    /**
     * Whether what is written and printed may be kept, and used again for the same measurements. That is so for a writer
     * that
     *
     * <ul>
     *   <li>gives the same files and text for the same measurements and the same files of writers before it,
     *   <li>writes the {@code command} of the provenance, if at all, whole: as a JSON string in files that end with {@code
     *       .json} and where JSON is printed, as a text of HTML in files that end with {@code .html}, elsewhere as it is; kept
     *       files get that of the call,
     *   <li>writes the summary of several, if at all, through a {@link org.fiducia.api.command.ResultFolder} whose owner is
     *       its id.
     * </ul>
     *
     * Others are called every time.
     */
    default boolean repeatable() {
        return false;
    }

    /**
     * Where a verb prints.
     *
     * @param out what was asked for
     * @param json whether JSON was asked for, and nothing else
     */
    record Console(PrintWriter out, boolean json) {}
}
