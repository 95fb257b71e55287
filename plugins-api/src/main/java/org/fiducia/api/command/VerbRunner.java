package org.fiducia.api.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** Runs verbs by name; consoles find it in the service registry. Thread-safe. */
public interface VerbRunner {
    /** Names of the verbs there are now. */
    List<String> verbs();

    /**
     * What may follow a verb: its options and the arguments it suggests.
     *
     * @return empty for a verb that does not exist
     */
    List<String> candidates(String verb);

    /**
     * Runs a verb. Errors are printed to {@code err}; nothing is thrown.
     *
     * @param words the verb and what follows it
     * @param directory folder against which file names are resolved
     * @param redraw whether {@code err} is a terminal on which a line can be drawn again
     * @return exit code
     */
    int run(List<String> words, PrintWriter out, PrintWriter err, Path directory, boolean redraw);
}
