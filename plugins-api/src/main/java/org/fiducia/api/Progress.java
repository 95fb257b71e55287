package org.fiducia.api;

import java.util.concurrent.CancellationException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * How long work tells where it stands and learns that it is no longer wanted. Thread-safe: any thread of a stage may
 * advance it.
 */
@ProviderType
public interface Progress {
    /** Hears nothing and never cancels. */
    Progress NONE = new Progress() {};

    /** Unit of stages that read or write so much. */
    String BYTES = "bytes";

    /**
     * A new stage begins.
     *
     * @param stage what is done, for people ("reading events")
     * @param total units of work in it, 0 when not known
     */
    default void begin(String stage, long total) {}

    /**
     * The same for work whose speed says something.
     *
     * @param unit what is counted, in the plural ("toys"); {@link #BYTES} for sizes
     */
    default void begin(String stage, long total, String unit) {
        begin(stage, total);
    }

    /** So many units of the stage are done since the last call. */
    default void advance(long units) {}

    /** The stage is over, though nothing is known of the next: what shows it goes. */
    default void finish() {}

    /** Something the user should know though the work goes on: a clamp, a merged bin, a fall-back. */
    default void warn(String message) {}

    /**
     * To be called now and then by long work.
     *
     * @throws CancellationException when the user has cancelled
     */
    default void checkCancelled() {}
}
