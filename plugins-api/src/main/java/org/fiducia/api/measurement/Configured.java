package org.fiducia.api.measurement;

import org.fiducia.api.Settings;

/**
 * A plug-in of the measurement that can tell what is wrong with its settings before any event is read. The kernel asks every
 * plug-in that a card chooses, and every source of nuisances about each of its declarations, before work starts.
 */
public interface Configured {
    /**
     * Reads settings and does nothing else; by default of a plug-in that has none.
     *
     * @param analysis what the card says of the analysis
     * @param settings those of the plug-in, or one declaration
     * @throws org.fiducia.api.FiduciaException for what it cannot work with, by place
     */
    default void check(Analysis analysis, Settings settings) {
        settings.refuseUnknown();
    }
}
