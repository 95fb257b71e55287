package org.fiducia.api.measurement;

import java.util.List;
import java.util.function.UnaryOperator;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.ObservableInfo;
import org.osgi.annotation.versioning.ProviderType;

/** Says which systematic uncertainties a measurement has. The effects of all sources apply. */
@PluginKind(plural = "nuisances", singular = "nuisance source", order = 70)
public interface NuisanceSource extends Plugin {
    /**
     * The part of one observable: its nuisances, and whatever else an uncertainty needs.
     *
     * @param nominal the measurement without systematic uncertainties
     * @param declarations those of the card's declarations whose {@code source} is this plug-in's id; one without is for the
     *     source called {@code card}
     */
    ModelPart part(Nominal nominal, List<Settings> declarations);

    /** What a source may look at. */
    @ProviderType
    interface Nominal {
        /** Eras, categories and window. */
        Analysis analysis();

        /** What is measured. */
        ObservableInfo observable();

        /** Every sample with its bins in the observable. */
        List<BinnedSample> samples();

        /** What simulation says of the signal. */
        Response response();

        /** Backgrounds in the bins of the fit, with their estimates. */
        List<ModelPart.Contribution> backgrounds();

        /** Names of the processes that the model has. */
        List<String> components();

        /**
         * The simulated samples with each reconstructed candidate replaced, and its bin found anew; fiducial candidates stay
         * as they are.
         *
         * @param name of the change, unique in the card: what it makes of the candidates is shared by all observables
         * @param change what becomes of a reconstructed candidate
         */
        List<BinnedSample> varied(String name, UnaryOperator<Candidate> change);

        /** The response that other samples give. */
        Response response(List<BinnedSample> samples);
    }
}
