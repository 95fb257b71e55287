package org.fiducia.systematics.sampleweights;

import org.fiducia.api.measurement.NuisanceSource;
import org.fiducia.testkit.BundleContract;

class ProductionModesIT extends BundleContract<NuisanceSource> {
    ProductionModesIT() {
        super(NuisanceSource.class, "production-modes");
    }
}
