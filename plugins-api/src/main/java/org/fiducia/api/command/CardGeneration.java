package org.fiducia.api.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.TreeInfo;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Sample.Variation;
import org.fiducia.api.observable.ObservableInfo;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Gives the verb of a plug-in the events of a generator as an analysis card sees them: in the fiducial phase space of its
 * channel, in the bins of its observables. No sample of the card is read. A service of the kernel; thread-safe.
 */
@ProviderType
public interface CardGeneration {
    /**
     * What can be predicted with a card.
     *
     * @throws FiduciaException for a card that makes no sense, or a plug-in that is not there
     */
    Target target(Verb.Terminal terminal, CardSelection.Options options);

    /**
     * Passes all events of files on, one file after the other or several at once. Memory does not grow with their number.
     *
     * @param files of generated events, in any format that an installed reader reads
     * @param process of the events, e.g. {@code ggH}; may be empty
     * @param start makes what takes the events of a file, on the thread that reads it
     * @return what took them, in the order of the files
     * @throws FiduciaException for a card, a file or a channel that does not serve
     */
    <F extends Filling> List<F> fill(
            Verb.Terminal terminal,
            CardSelection.Options options,
            List<Path> files,
            String process,
            Function<Source, F> start);

    /**
     * What is predicted.
     *
     * @param channel id of the channel
     * @param observables all that the channel has, with the bins of the card, and the classifications that the card has settings for
     */
    record Target(Analysis analysis, String channel, List<ObservableInfo> observables) {
        public Target {
            observables = List.copyOf(observables);
        }
    }

    /**
     * A file of generated events.
     *
     * @param events its tree, whose number of entries may be {@link org.fiducia.api.event.EventFile#UNKNOWN}
     * @param crossSection cross section, fb, where it is found as the card says for its signal samples, else NaN
     * @param sumOfWeights sum of the weights of all generated events, likewise
     * @param variations alternative weights, relative to the nominal one, and their means, likewise
     * @param assumed what the file does not tell and is assumed, a sentence each
     */
    record Source(
            Path file,
            Target target,
            TreeInfo events,
            double crossSection,
            double sumOfWeights,
            List<Variation> variations,
            List<String> assumed) {
        public Source {
            variations = List.copyOf(variations);
            assumed = List.copyOf(assumed);
        }
    }

    /** Takes the events of one file, by one thread. */
    interface Filling {
        /** Columns of the tree of events that it looks at, as the file has them. */
        List<String> columns();

        /** Takes an event; each is given once, in the order of the file. */
        void fill(Event event);
    }

    /**
     * A generated event.
     *
     * @param batch columns of the file, those that were asked for among them
     * @param index of the event in the batch
     * @param weight nominal weight
     * @param selected with its fiducial candidate; empty for an event that is not fiducial
     * @param bins index of the fiducial bin of each observable, −1 for none
     */
    record Event(EventBatch batch, int index, double weight, Optional<SelectedEvent> selected, int[] bins) {}
}
