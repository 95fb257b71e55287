package org.fiducia.systematics.mergedjet;

import org.fiducia.api.measurement.NuisanceSource;
import org.fiducia.testkit.BundleContract;

class MergedJetNuisancesIT extends BundleContract<NuisanceSource> {
    MergedJetNuisancesIT() {
        super(NuisanceSource.class, "merged-jet");
    }
}
