package org.fiducia.api.measurement;

import java.util.List;
import java.util.Set;
import org.fiducia.api.Nullable;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.model.Shape;

/** Yield and mass distribution of one or more backgrounds, from simulation or from control regions in data. */
@PluginKind(plural = "backgrounds", singular = "background model", order = 50)
public interface BackgroundModel extends Plugin {
    /**
     * Estimates.
     *
     * @param analysis eras, categories, regions and window
     * @param samples every sample of the analysis
     * @param bins number of reco bins
     * @param settings the card's block for it
     * @return one entry per component, era, category and reco bin in which it is expected
     */
    List<Background> estimate(
            Analysis analysis, List<BinnedSample> samples, int bins, Settings settings, Progress progress);

    /**
     * Does once what is the same for every observable, such as measuring rates. Unless overridden, nothing.
     *
     * @param analysis eras, categories, regions and window
     * @param samples every sample of the analysis; the bins are those of any observable
     * @param settings the card's block for it
     * @return what estimates for each observable
     */
    default Prepared prepare(Analysis analysis, List<BinnedSample> samples, Settings settings, Progress progress) {
        return (binned, bins, shown) -> estimate(analysis, binned, bins, settings, shown);
    }

    /** A background model with samples and settings; several threads may ask at once. */
    @FunctionalInterface
    interface Prepared {
        /**
         * Estimates.
         *
         * @param samples the same samples of the same candidates, with their bins in an observable
         * @param bins number of reco bins
         * @return as {@link BackgroundModel#estimate}
         */
        List<Background> estimate(List<BinnedSample> samples, int bins, Progress progress);
    }

    /**
     * A background in one category of the fit.
     *
     * @param component name of the process, e.g. {@code qqZZ}
     * @param era index of the era
     * @param category index of the category
     * @param bin reco bin
     * @param events expected events in the fit window, ≥ 0
     * @param error statistical uncertainty of that number
     * @param shape mass distribution on the fit window
     * @param normalisation what its normalisation floats with in the fit; null when it is fixed to the number of events
     * @param variations what else the model knows to be uncertain of the number of events
     */
    record Background(
            String component,
            int era,
            int category,
            int bin,
            double events,
            double error,
            Shape shape,
            @Nullable Normalisation normalisation,
            List<Variation> variations) {
        public Background {
            variations = List.copyOf(variations);
        }

        /** A background with a fixed normalisation and no variations. */
        public Background(String component, int era, int category, int bin, double events, double error, Shape shape) {
            this(component, era, category, bin, events, error, shape, null, List.of());
        }
    }

    /**
     * An uncertainty that follows from how a background is estimated, e.g. from two methods that differ: a log-normal change
     * of its number of events. Variations of one name are fully correlated.
     *
     * @param name name of the nuisance
     * @param group group of the breakdown
     * @param up relative change at θ = +1, &gt; −1
     * @param down relative change at θ = −1, &gt; −1
     */
    record Variation(String name, String group, double up, double down) {}

    /**
     * A free number of events that several backgrounds share in the proportions of their expected events.
     *
     * @param parameter name of the free parameter
     * @param events what it is expected to be: the expected events of all that share it
     * @param replaces groups of nuisances that no longer act on these yields
     */
    record Normalisation(String parameter, double events, Set<String> replaces) {
        public Normalisation {
            replaces = Set.copyOf(replaces);
        }
    }
}
