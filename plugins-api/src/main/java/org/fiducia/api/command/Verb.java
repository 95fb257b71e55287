package org.fiducia.api.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.Progress;

/**
 * A verb of the command line and the shell. Its class carries picocli's {@code @Command} and {@code @Option} annotations;
 * the service has prototype scope, so that every call has options of its own.
 */
public interface Verb {
    /**
     * Does it.
     *
     * @return exit code, 0 for success
     * @throws Exception a {@link org.fiducia.api.FiduciaException} for what the user can mend
     */
    int run(Terminal terminal) throws Exception;

    /** Arguments it can suggest while a user types, e.g. names of plug-ins. */
    default List<String> candidates() {
        return List.of();
    }

    /**
     * Where a verb was called.
     *
     * @param out what was asked for
     * @param err remarks
     * @param directory the caller's working directory
     * @param home the distribution
     * @param progress shows where long work stands
     */
    record Terminal(PrintWriter out, PrintWriter err, Path directory, Path home, Progress progress) {
        /** A file named by the user. */
        public Path resolve(String file) {
            return directory.resolve(file).normalize();
        }
    }
}
