package org.fiducia.api.measurement;

import java.util.List;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.Settings;

/** Says how well the Standard Model's cross sections are known. */
@PluginKind(plural = "predictions", singular = "prediction uncertainty", order = 110)
public interface PredictionUncertainty extends Plugin {
    /**
     * Uncertainties of the predicted fiducial cross sections.
     *
     * @param nominal the measurement without systematic uncertainties
     * @param settings the card's block for it
     * @return one per fiducial bin and a last one for their sum, fb
     */
    List<Uncertainty> uncertainties(NuisanceSource.Nominal nominal, Settings settings);

    /**
     * Independent causes of these uncertainties, for a comparison with what is measured: each changes the predicted cross
     * sections of all bins together.
     *
     * @param nominal the measurement without systematic uncertainties
     * @param settings the card's block for it
     * @return change of every fiducial bin at plus one standard deviation, fb, [cause][bin]; empty when the uncertainties of all
     *     bins have one cause
     */
    default List<double[]> causes(NuisanceSource.Nominal nominal, Settings settings) {
        return List.of();
    }
}
