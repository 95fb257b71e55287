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
}
