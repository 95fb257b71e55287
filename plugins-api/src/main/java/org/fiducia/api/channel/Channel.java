package org.fiducia.api.channel;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.Settings;

/**
 * A decay channel: objects, candidates, fiducial phase space, truth match and regions.
 */
@PluginKind(plural = "channels", singular = "channel", order = 10)
public interface Channel extends Plugin {
    /**
     * Type of its signal and fiducial candidates; an observable for a supertype of it can be measured in this channel.
     * Control regions may hold other types.
     */
    Class<? extends Candidate> candidateType();

    /** Final states or classes, in a fixed order: those that it has without settings. */
    List<Category> categories();

    /**
     * The categories with what a card says of them, in a fixed order; {@link #categories()} unless the card decides.
     *
     * @param settings the card's block of the channel, of which everything else is for {@link #selector}
     * @throws org.fiducia.api.FiduciaException when the card's categories make no sense
     */
    default List<Category> categories(Settings settings) {
        return categories();
    }

    /** Regions, in a fixed order. */
    List<Region> regions();

    /** Id of the observable in which events are fitted unless a card says otherwise. */
    String fitVariable();

    /**
     * Edges of the intervals of {@link #fitVariable} in which candidates of the signal regions are worth a look, those of
     * the usual fit range among them; none where nothing outside of the fit is selected.
     *
     * @return rising; empty for none
     */
    default double[] surroundings() {
        return new double[0];
    }

    /** The selection with the numbers of the card; refuses settings it does not know. */
    Selector selector(Settings settings);

    /**
     * The fiducial phase space with the numbers of the card, for whoever compares with a measurement: a sentence per
     * requirement, without a full stop, LaTeX between dollar signs.
     *
     * @param settings the card's block of the channel
     * @return empty when the channel does not tell
     */
    default List<String> fiducialDefinition(Settings settings) {
        return List.of();
    }

    /**
     * The selection of fiducial candidates alone, of events of which nothing but the generated particles is known: it reads
     * columns of generator level of {@link Role#SIGNAL}, its first cut is passed by every event, with its weight, and what it
     * keeps has the same fiducial candidate as what {@link #selector} keeps.
     *
     * @param settings as for {@link #selector}
     * @return empty for a channel that cannot tell
     */
    default Optional<Selector> generated(Settings settings) {
        return Optional.empty();
    }

    /**
     * Other plug-ins that {@link #selector} uses with these settings, e.g. corrections of energies: what was selected is
     * selected anew when one of them changes.
     */
    default List<Plugin> uses(Settings settings) {
        return List.of();
    }

    /** Writes a candidate so that {@link #read} gives it back exactly. */
    void write(Candidate candidate, DataOutput out) throws IOException;

    /** Reads what {@link #write} wrote. */
    Candidate read(DataInput in) throws IOException;
}
