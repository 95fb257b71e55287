package org.fiducia.api.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Runs verbs by name, each call on a thread of its own; consoles find it in the service registry. Errors are printed where
 * the call says; nothing is thrown. A {@link JobListener} that is a service hears of every job. Thread-safe.
 */
@ProviderType
public interface Jobs {
    /** Names of the verbs there are now. */
    List<String> verbs();

    /**
     * What may follow a verb: its options and the arguments it suggests.
     *
     * @return empty for a verb that does not exist
     */
    List<String> candidates(String verb);

    /** Starts a verb that nobody in particular listens to. */
    default Job start(Call call) {
        return start(call, new JobListener() {});
    }

    /**
     * Starts a verb.
     *
     * @param listener hears of this job from its beginning
     */
    Job start(Call call, JobListener listener);

    /** The jobs that run and those that were over last, in the order they began. */
    List<Job> recent();

    /**
     * What is to run, and where.
     *
     * @param words the verb and what follows it
     * @param directory folder against which file names are resolved
     * @param out what was asked for
     * @param err remarks and errors
     * @param display how stages and warnings are shown on {@code err}
     * @param columns letters in a line of the caller's terminal; 0 when there is none, or its width is not known
     * @param environment the caller's environment variables
     */
    record Call(
            List<String> words,
            Path directory,
            PrintWriter out,
            PrintWriter err,
            Display display,
            int columns,
            Map<String, String> environment) {
        public Call {
            words = List.copyOf(words);
            environment = Map.copyOf(environment);
        }

        /** A call without a terminal, in the environment of the process. */
        public Call(List<String> words, Path directory, PrintWriter out, PrintWriter err, Display display) {
            this(words, directory, out, err, display, 0, System.getenv());
        }
    }

    /** How a job shows where it stands. */
    enum Display {
        /** Not at all: a listener does. */
        NONE,
        /** A line per stage. */
        LINES,
        /** A line that is drawn again and again, on a terminal. */
        REDRAWN
    }
}
