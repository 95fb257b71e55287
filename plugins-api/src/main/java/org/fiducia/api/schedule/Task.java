package org.fiducia.api.schedule;

import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.Progress;

/**
 * Something that is done to units of work. It is found by its id wherever the work is done, and knows of who asked for it
 * nothing but bytes.
 */
@PluginKind(plural = "tasks", singular = "task", order = 235)
public interface Task extends Plugin {
    /**
     * Makes ready for units.
     *
     * @param shared what all units have in common
     * @return does them; thread-safe
     */
    Work prepare(byte[] shared);

    /** Does one unit after the other, or several at once. */
    interface Work {
        /**
         * Does a unit. The same bytes give the same bytes, whatever was done before and elsewhere.
         *
         * @param progress may cancel
         * @throws org.fiducia.api.FiduciaException when it cannot be done
         */
        byte[] of(byte[] unit, Progress progress);
    }
}
