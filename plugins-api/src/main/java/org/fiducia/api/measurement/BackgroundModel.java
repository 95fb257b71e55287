package org.fiducia.api.measurement;

import java.util.List;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.observable.Binning;

/** One or more backgrounds of the fitted region, from simulation or from control regions in data. */
@PluginKind(plural = "backgrounds", singular = "background model", order = 50)
public interface BackgroundModel extends Plugin {
    /**
     * Does what is the same for every observable, such as measuring rates.
     *
     * @param analysis eras, categories, regions and window
     * @param samples every sample of the analysis; the bins are those of any observable
     * @param settings the card's block for it
     * @return what estimates for each observable
     */
    Prepared prepare(Analysis analysis, List<BinnedSample> samples, Settings settings, Progress progress);

    /** A background model with samples and settings; several threads may ask at once. */
    @FunctionalInterface
    interface Prepared {
        /**
         * Estimates.
         *
         * @param samples the same samples of the same candidates, with their bins in an observable
         * @param bins reconstructed bins of it
         * @return a contribution per component, era, category and bin in which it is expected, each with its estimate
         */
        ModelPart part(List<BinnedSample> samples, Binning bins, Progress progress);
    }
}
