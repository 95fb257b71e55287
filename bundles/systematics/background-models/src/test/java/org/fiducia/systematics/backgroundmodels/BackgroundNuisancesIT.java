package org.fiducia.systematics.backgroundmodels;

import org.fiducia.api.measurement.NuisanceSource;
import org.fiducia.testkit.BundleContract;

class BackgroundNuisancesIT extends BundleContract<NuisanceSource> {
    BackgroundNuisancesIT() {
        super(NuisanceSource.class, "background-models");
    }
}
