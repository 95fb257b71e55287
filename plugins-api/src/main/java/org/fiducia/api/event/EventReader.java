package org.fiducia.api.event;

import java.io.IOException;
import java.nio.file.Path;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;

/** Reads events from the files of one format. Stateless and thread-safe. */
@PluginKind(plural = "readers", singular = "reader", order = 30)
public interface EventReader extends Plugin {
    /** Whether this reader is for such a file, by its first bytes or its name; never throws for odd content. */
    boolean accepts(Path file) throws IOException;

    /**
     * Opens a file.
     *
     * @throws IOException when it cannot be read
     * @throws org.fiducia.api.FiduciaException when its content is damaged: what, where in the file, what to do
     */
    EventFile open(Path file) throws IOException;
}
