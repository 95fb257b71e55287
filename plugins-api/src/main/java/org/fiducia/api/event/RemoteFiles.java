package org.fiducia.api.event;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;

/** Files that are elsewhere and are named {@code scheme://host/…}. Stateless for its callers, and thread-safe. */
@PluginKind(plural = "protocols", singular = "protocol", order = 32)
public interface RemoteFiles extends Plugin {
    /** Schemes of the names that it takes, in lower case. */
    List<String> schemes();

    /**
     * The file of a name, as a path of a file system that can only be read. Nothing is asked of anybody before the path is
     * used. It tells of the file as it was when it was first asked; one that is another when it is read is an error. Its text is
     * the name without what may be secret in it, {@link Path#toUri} the whole of it; {@code fileKey} of its attributes changes
     * with the content, together with size and time of change. Channels that are opened of it may be {@link ReadAhead}.
     *
     * @param name with one of the schemes
     * @throws org.fiducia.api.FiduciaException for a name that makes no sense; the path itself throws it for whatever else a
     *     user can mend, a file that is not there apart
     */
    Path path(URI name);

    /**
     * What a person should know of a file of {@link #path} that has been asked for, a sentence each, such as that it has to be
     * brought whole.
     */
    default List<String> remarks(Path file) {
        return List.of();
    }

    /** What to do in place of a scheme that this does not take; empty for one of which it does not know. */
    default Optional<String> instead(String scheme) {
        return Optional.empty();
    }
}
