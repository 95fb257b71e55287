package org.fiducia.api.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
     * @param columns letters in a line; 0 when it is no terminal, or its width is not known
     * @param environment the caller's environment variables, which need not be those of the process
     */
    record Terminal(
            PrintWriter out,
            PrintWriter err,
            Path directory,
            Path home,
            Progress progress,
            int columns,
            Map<String, String> environment) {
        public Terminal {
            environment = Map.copyOf(environment);
        }

        /** Without a width, in the environment of the process. */
        public Terminal(PrintWriter out, PrintWriter err, Path directory, Path home, Progress progress) {
            this(out, err, directory, home, progress, 0, System.getenv());
        }

        /** A file named by the user. */
        public Path resolve(String file) {
            return directory.resolve(file).normalize();
        }
    }
}
