package org.fiducia.api.command;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** One call of a verb, running or over. Thread-safe. */
@ProviderType
public interface Job {
    /** Number of the job: 1 for the first of the process. */
    int id();

    /** The verb and what follows it. */
    List<String> words();

    /** Where it stands now. */
    Status status();

    /**
     * Asks it to stop, and returns at once; other jobs run on. One that does not stop in a few seconds is given up: the job is
     * over then, though its thread is not, and deployed plug-ins whose code still runs in it are refused from then on.
     */
    void cancel();

    /**
     * Waits until it is over.
     *
     * @return exit code
     */
    int await() throws InterruptedException;

    /**
     * Waits until it is over; an interrupted thread cancels it and waits on, which takes a few seconds at most.
     *
     * @return exit code
     */
    default int awaitOrCancel() {
        for (; ; ) {
            try {
                return await();
            } catch (InterruptedException e) {
                cancel();
            }
        }
    }

    /** What has become of a job. */
    enum State {
        /** At work. */
        RUNNING,
        /** Over, with exit code 0. */
        DONE,
        /** Over, with another exit code. */
        FAILED,
        /** Over because it was asked to stop. */
        CANCELLED
    }

    /**
     * Where a job stands at a moment.
     *
     * @param state what has become of it
     * @param stage what is done, for people; empty between stages and when it is over
     * @param done units of work of the stage that are done
     * @param total units of work in the stage; 0 when not known
     * @param warnings what the user should know, in the order it was said
     * @param exitCode 0 for success; 0 as long as it runs
     * @param unit what is counted, see {@link org.fiducia.api.Progress#begin(String, long, String)}; empty when not said
     */
    record Status(State state, String stage, long done, long total, List<String> warnings, int exitCode, String unit) {
        public Status {
            warnings = List.copyOf(warnings);
        }

        /** Where nothing is said of what is counted. */
        public Status(State state, String stage, long done, long total, List<String> warnings, int exitCode) {
            this(state, stage, done, total, warnings, exitCode, "");
        }

        /** Whether it is over. */
        public boolean over() {
            return state != State.RUNNING;
        }

        /** Share of the stage that is done, 0 to 1; NaN when not known. */
        public double fraction() {
            return total > 0 ? Math.min(1, (double) done / total) : Double.NaN;
        }
    }
}
