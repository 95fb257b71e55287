package org.fiducia.api.channel;

import java.util.List;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A channel with its settings: turns batches of events into candidates. Stateless and thread-safe.
 */
public interface Selector {
    /** Columns it reads from a sample of this role. */
    List<ColumnSpec> columns(Role role);

    /** Names of the cuts in the order they are applied; an event passes a cut when it has passed all before it. */
    List<String> cuts();

    /** Selects the events of a batch, in order. */
    void select(EventBatch batch, Role role, Sink sink);

    /** Takes what is selected. */
    @ProviderType
    interface Sink {
        /**
         * What follows is of one event.
         *
         * @param event index in the batch
         */
        default void begin(int event) {}

        /** An event that is kept. One event may be kept once per region. */
        void keep(SelectedEvent event);

        /**
         * An event passed a cut.
         *
         * @param cut index into {@link Selector#cuts()}
         * @param category index into {@link Channel#categories(org.fiducia.api.Settings)}, −1 when not yet known
         * @param weight weight of the event
         */
        void pass(int cut, int category, double weight);
    }
}
