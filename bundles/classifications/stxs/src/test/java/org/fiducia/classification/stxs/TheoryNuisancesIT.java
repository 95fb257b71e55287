package org.fiducia.classification.stxs;

import org.fiducia.api.measurement.NuisanceSource;
import org.fiducia.testkit.BundleContract;

class TheoryNuisancesIT extends BundleContract<NuisanceSource> {
    TheoryNuisancesIT() {
        super(NuisanceSource.class, "stxs");
    }
}
