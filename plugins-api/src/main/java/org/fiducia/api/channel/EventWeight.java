package org.fiducia.api.channel;

import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.Settings;

/** A weight of simulated events that depends on what was reconstructed, e.g. scale factors of leptons. */
@PluginKind(plural = "weights", singular = "event weight", order = 60)
public interface EventWeight extends Plugin {
    /**
     * The weight with the numbers of the card; refuses settings it does not know.
     *
     * @param settings the card's block for it
     */
    Weight weight(Settings settings);

    /** A weight. Stateless and thread-safe. */
    interface Weight {
        /** Factor on an event with this reconstructed candidate, 1 for a candidate it has nothing to say of. */
        double of(Candidate candidate);
    }
}
