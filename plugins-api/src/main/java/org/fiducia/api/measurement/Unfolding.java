package org.fiducia.api.measurement;

import java.util.List;
import java.util.function.Supplier;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.Settings;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Expression;

/** How fiducial cross sections become expected events in reco bins, and so how a fit to those bins unfolds them. */
@PluginKind(plural = "unfoldings", singular = "unfolding", order = 100)
public interface Unfolding extends Plugin {
    /**
     * Resonant signal events expected per fb⁻¹, those outside the fiducial phase space included.
     *
     * @param response of the signal, or of one production
     * @param sigma its cross section, fb, [category][fiducial bin]: that of the generated class of the category
     * @param era index of the era
     * @return [category][reco bin]
     */
    List<List<Expression>> events(Response response, List<List<Expression>> sigma, int era, Settings settings);

    /**
     * Constraints on the cross sections that the unfolding adds to the likelihood, e.g. of smoothness.
     *
     * @param nominal the measurement without systematic uncertainties
     * @param sigma cross section of each fiducial bin, as the model has it or in a view: a penalty is the same in all
     * @param unregularised the likelihood without penalties; made when asked for
     */
    default List<Constraint> penalties(
            NuisanceSource.Nominal nominal,
            List<Quantity> sigma,
            Supplier<Likelihood> unregularised,
            Settings settings) {
        return List.of();
    }
}
