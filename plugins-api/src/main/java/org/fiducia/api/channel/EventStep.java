package org.fiducia.api.channel;

import java.util.List;
import java.util.Map;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.Settings;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What happens to an event before the channel looks at it: whether its data are good, whether it was recorded, what it
 * counts. Steps are chosen by the card, for all samples and for those of an era, and are applied in its order; each is a line
 * of the cutflow.
 */
@PluginKind(plural = "steps", singular = "event step", order = 15)
public interface EventStep extends Plugin {
    /**
     * The step with the numbers of the card; refuses settings it does not know.
     *
     * @param settings the card's block for it
     */
    Step step(Settings settings);

    /** What a factor is of. */
    enum Side {
        /**
         * The event itself, as a generator or a collider makes it, e.g. a weight of pile-up: generated and reconstructed
         * candidates count with it, and what is rejected was never there.
         */
        EVENT,
        /**
         * What is reconstructed of the event, e.g. a trigger: a simulated event that is rejected still counts as generated,
         * so that the loss is part of the efficiency.
         */
        RECONSTRUCTED
    }

    /** A step. Stateless and thread-safe. */
    interface Step {
        /** What an event has passed with it, for the cutflow: a few words. */
        String title();

        /** What its factors are of. */
        Side side();

        /** Whether it has anything to do with events of a sample; where it has not, it is no line of the cutflow. */
        default boolean serves(SampleOrigin origin) {
            return true;
        }

        /**
         * Columns that it reads of a sample that it serves, through the format of the card as those of a channel.
         *
         * @throws org.fiducia.api.FiduciaException when the settings say nothing of such a sample
         */
        List<ColumnSpec> columns(SampleOrigin origin);

        /**
         * The factor of each event of a batch: 0 rejects it, 1 lets it pass, any other finite number is a weight.
         *
         * @param counts takes what shall be told in the end
         * @return one per event, in their order
         */
        double[] factors(EventBatch batch, SampleOrigin origin, Counts counts);

        /**
         * Alternatives of its factors for systematic uncertainties, of events of a sample that it serves; no two have name and
         * label in common.
         */
        default List<Alternative> alternatives(SampleOrigin origin) {
            return List.of();
        }

        /** Says what the alternatives of {@link #alternatives} make of the events of a batch. */
        default Alternatives alternatives(EventBatch batch, SampleOrigin origin) {
            return (alternative, event) -> 1;
        }

        /**
         * An event is selected as reconstructed, after the step has given it its factor. Told once, however many regions it
         * is in.
         *
         * @param event index in the batch
         * @param counts takes what shall be told in the end
         */
        default void selected(EventBatch batch, SampleOrigin origin, int event, Counts counts) {}

        /**
         * What there is to say when the events of all samples have been seen that it serves.
         *
         * @param counts name to the sum over all batches, in the order of the names
         * @return warnings, a sentence each
         * @throws org.fiducia.api.FiduciaException when nothing good can come of it
         */
        default List<String> conclude(Map<String, Long> counts) {
            return List.of();
        }
    }

    /**
     * An alternative of the factors of a step.
     *
     * @param name of what is uncertain, e.g. of a correction; the same for all of its alternatives, and in every sample in which
     *     it is the same
     * @param label which one it is, e.g. {@code up}
     */
    record Alternative(String name, String label) {}

    /** What alternatives make of the events of a batch; for one thread. */
    interface Alternatives {
        /**
         * The factor of an event in an alternative, relative to what the step gives it; asked of events that are selected.
         *
         * @param alternative place in {@link Step#alternatives(SampleOrigin)}
         * @param event index in the batch, of one whose factor is not 0
         * @return finite
         */
        double of(int alternative, int event);
    }

    /** Counts things by name. They add up, whoever counts them, and are kept with what is selected. */
    @ProviderType
    interface Counts {
        /** So many more. */
        void add(String name, long number);
    }
}
