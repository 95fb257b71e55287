package org.fiducia.systematics.sampleweights;

import org.fiducia.api.measurement.NuisanceSource;
import org.fiducia.testkit.BundleContract;

class CorrectionWeightsIT extends BundleContract<NuisanceSource> {
    CorrectionWeightsIT() {
        super(NuisanceSource.class, "corrections");
    }
}
