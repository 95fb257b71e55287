package org.fiducia.api.schedule;

import java.util.List;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.Progress;

/**
 * Has units of work done, on threads or on other machines. Nothing but bytes passes through it: the files that units name
 * must be found under the same names where the work is done.
 */
@PluginKind(plural = "schedulers", singular = "scheduler", order = 230)
public interface Scheduler extends Plugin {
    /**
     * Has every unit done; returns when all are. The first failure, in the order of the units as far as that is known, is
     * thrown as it is, and ends the others, which may still be done where the input of one is bad.
     *
     * @param task id of the {@link Task}
     * @param shared what all units have in common
     * @param units what is to be done, the longest work first
     * @param results takes what comes of it
     * @param progress may cancel
     * @throws java.util.concurrent.CancellationException when it was cancelled
     */
    void run(String task, byte[] shared, List<byte[]> units, Results results, Progress progress);

    /** Takes results as they come, so that what is done is kept even if the rest is not. Thread-safe. */
    interface Results {
        /**
         * A unit is done. Told once for each, though it may have been done more than once, in any order and from any thread.
         *
         * @param unit index of it
         */
        void take(int unit, byte[] result);
    }
}
