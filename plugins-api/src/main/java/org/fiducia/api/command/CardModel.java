package org.fiducia.api.command;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.IntervalEstimator;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Measurement.Quality;
import org.fiducia.api.measurement.PredictedPart;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.observable.ObservableInfo;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Gives the verb of a plug-in the likelihood that {@code measure} fits. A service of the kernel; thread-safe.
 */
@ProviderType
public interface CardModel {
    /**
     * Selects and builds the likelihood that {@code measure} fits.
     *
     * @param observable id of the observable
     * @param truths each a weight for the generator-level candidate of a signal event (the reconstructed one where there is
     *     none): what nature could be like instead
     * @throws FiduciaException for a card, a file, a plug-in or an observable that does not serve
     */
    Model model(
            Verb.Terminal terminal,
            CardSelection.Options options,
            String observable,
            List<ToDoubleFunction<Candidate>> truths);

    /**
     * The same for whoever has a card and no terminal.
     *
     * @param options the card with its folder, and what else is chosen
     * @param progress of the verb on whose behalf it is done
     */
    Model model(CardSelection.Options options, String observable, Progress progress);

    /**
     * What {@code measure} fits.
     *
     * @param analysis eras, categories, regions and window
     * @param observable with its bins
     * @param response what simulation says of the signal
     * @param quality how well it can be unfolded
     * @param quantities what {@code measure} reports: the cross section of each fiducial bin, what else is of interest, sums
     * @param likelihood the model with the observed data
     * @param truths the model that the reweighted simulation gives, with the observed data
     * @param fitter of the card
     * @param intervals of the card
     * @param samples every sample with its bins in the observable
     * @param composition of the predicted cross sections, by production and finest class
     */
    record Model(
            Analysis analysis,
            ObservableInfo observable,
            Response response,
            Quality quality,
            List<Quantity> quantities,
            Likelihood likelihood,
            List<Likelihood> truths,
            Fitter fitter,
            IntervalEstimator intervals,
            List<BinnedSample> samples,
            List<PredictedPart> composition) {
        public Model {
            quantities = List.copyOf(quantities);
            truths = List.copyOf(truths);
            samples = List.copyOf(samples);
            composition = List.copyOf(composition);
        }

        /** What {@code measure} fits, without what its prediction is made of. */
        public Model(
                Analysis analysis,
                ObservableInfo observable,
                Response response,
                Quality quality,
                List<Quantity> quantities,
                Likelihood likelihood,
                List<Likelihood> truths,
                Fitter fitter,
                IntervalEstimator intervals,
                List<BinnedSample> samples) {
            this(
                    analysis,
                    observable,
                    response,
                    quality,
                    quantities,
                    likelihood,
                    truths,
                    fitter,
                    intervals,
                    samples,
                    List.of());
        }

        /** What {@code measure} fits, without the samples it is made from. */
        public Model(
                Analysis analysis,
                ObservableInfo observable,
                Response response,
                Quality quality,
                List<Quantity> quantities,
                Likelihood likelihood,
                List<Likelihood> truths,
                Fitter fitter,
                IntervalEstimator intervals) {
            this(analysis, observable, response, quality, quantities, likelihood, truths, fitter, intervals, List.of());
        }

        /** Name of what is the cross section of each fiducial bin. */
        public List<String> reported() {
            return quantities.stream()
                    .limit(observable.binning().size())
                    .map(Quantity::name)
                    .toList();
        }
    }
}
