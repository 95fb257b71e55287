package org.fiducia.api.measurement;

import java.util.List;
import java.util.Map;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.model.Expression;
import org.fiducia.api.observable.Binning;

/** The distribution of the signal in the fitted variable. */
@PluginKind(plural = "signals", singular = "signal model", order = 40)
public interface SignalModel extends Plugin {
    /** Process of the resonant signal. */
    String RESONANT = "signal";
    /** Process of selected signal events of which the objects are not those of the decay. */
    String NON_RESONANT = "nonResonant";

    /**
     * Does what is the same for every observable, such as fitting shapes.
     *
     * @param analysis what is fitted, categories and point
     * @param point each coordinate of the point: a number, or a parameter that floats in its place
     * @param samples signal samples of every simulated point; the bins are those of any observable
     * @param settings the card's block for it
     */
    Prepared prepare(
            Analysis analysis,
            Map<String, Expression> point,
            List<BinnedSample> samples,
            Settings settings,
            Progress progress);

    /** A signal model with samples and settings; several threads may ask at once. */
    @FunctionalInterface
    interface Prepared {
        /**
         * The shapes.
         *
         * @param samples the same samples of the same candidates, with their bins in an observable
         * @param bins reconstructed bins of it
         * @return contributions of {@value #RESONANT} and {@value #NON_RESONANT} that together contain every place of the
         *     fit; where several do, the one that names most of it counts. Their yields are factors on what the cross
         *     sections expect, the number 1 for none
         */
        ModelPart part(List<BinnedSample> samples, Binning bins, Progress progress);
    }
}
