package org.fiducia.api.command;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.IntervalEstimator;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Measurement.Quality;
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
     * What {@code measure} fits.
     *
     * @param analysis eras, categories, regions and window
     * @param observable with its bins
     * @param response what simulation says of the signal
     * @param quality how well it can be unfolded
     * @param reported name of the parameter that is the cross section of each fiducial bin
     * @param likelihood the model with the observed data
     * @param truths the model that the reweighted simulation gives, with the observed data
     * @param fitter of the card
     * @param intervals of the card
     */
    record Model(
            Analysis analysis,
            ObservableInfo observable,
            Response response,
            Quality quality,
            List<String> reported,
            Likelihood likelihood,
            List<Likelihood> truths,
            Fitter fitter,
            IntervalEstimator intervals) {
        public Model {
            reported = List.copyOf(reported);
            truths = List.copyOf(truths);
        }
    }
}
