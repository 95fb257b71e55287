package org.fiducia.api.command;

import java.io.IOException;
import java.nio.file.Path;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.measurement.ResultWriter;

/** Writes measurements in the form in which they are given to others, e.g. to a data base. Stateless and thread-safe. */
@PluginKind(plural = "publishers", singular = "publisher", order = 205)
public interface Publisher extends Plugin {
    /**
     * Writes. The same publication gives the same bytes.
     *
     * @param publication what to publish
     * @param folder where files go; whatever is written here appears to the user all at once with what other publishers
     *     write, or not at all
     * @param console where a person or a program reads
     * @throws IOException when a file cannot be written
     * @throws org.fiducia.api.FiduciaException for what cannot be published as it is: which part, and why
     */
    void publish(Publication publication, Path folder, ResultWriter.Console console) throws IOException;
}
