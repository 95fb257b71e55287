package org.fiducia.api.measurement;

import java.util.List;
import org.fiducia.api.Plugin;
import org.fiducia.api.Settings;

/** Says which systematic uncertainties a measurement has. The effects of all sources apply. */
public interface NuisanceSource extends Plugin {
    /**
     * The nuisances of one observable.
     *
     * @param analysis eras and categories
     * @param samples every sample with its bins in the observable
     * @param components names of the components that the model has
     * @param declarations the card's declarations, one block each
     */
    List<Nuisance> nuisances(
            Analysis analysis, List<BinnedSample> samples, List<String> components, List<Settings> declarations);
}
