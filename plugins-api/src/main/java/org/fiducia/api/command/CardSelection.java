package org.fiducia.api.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Gives the verb of a plug-in what a measurement starts from: the selected events of an analysis card. A service of the
 * kernel; thread-safe.
 */
@ProviderType
public interface CardSelection {
    /**
     * Selects, or takes from the store what was selected before. The events can be read until the verb returns: those that
     * are too many for memory are in a file that goes then.
     *
     * @param terminal where the verb was called; its progress is shown and may cancel
     * @param options what the user chose
     * @throws FiduciaException for a card, a file or a channel that does not serve
     */
    Selected select(Verb.Terminal terminal, Options options);

    /**
     * What every verb that works on an analysis lets the user choose.
     *
     * @param card analysis card, relative to the caller's folder; empty for that of the distribution
     * @param threads number of threads, at least 1
     * @param fresh select anew, whatever the store holds
     * @param changes values of the card to set, each {@code path=value}
     */
    record Options(String card, int threads, boolean fresh, List<String> changes) {
        public Options {
            changes = List.copyOf(changes);
        }

        /** The same with one more change of the card. */
        public Options with(String change) {
            var all = new ArrayList<>(changes);
            all.add(change);
            return new Options(card, threads, fresh, all);
        }

        /** The card as it is. */
        public Options(String card, int threads, boolean fresh) {
            this(card, threads, fresh, List.of());
        }
    }

    /**
     * Selected events.
     *
     * @param analysis eras, categories, regions and window
     * @param samples every sample of the card, in one bin: 0 for a candidate, −1 for none
     * @param backgrounds id of each background model of the card to the card's block for it
     * @param parts id of each source of parts of the card to the card's block for it
     */
    record Selected(
            Analysis analysis,
            List<BinnedSample> samples,
            Map<String, Settings> backgrounds,
            Map<String, Settings> parts) {
        public Selected {
            samples = List.copyOf(samples);
            backgrounds = Map.copyOf(backgrounds);
            parts = Map.copyOf(parts);
        }

        /** Of a card without sources of parts. */
        public Selected(Analysis analysis, List<BinnedSample> samples, Map<String, Settings> backgrounds) {
            this(analysis, samples, backgrounds, Map.of());
        }
    }
}
