package org.fiducia.systematics.sampleweights;

import org.fiducia.api.measurement.NuisanceSource;
import org.fiducia.testkit.BundleContract;

class SampleWeightsIT extends BundleContract<NuisanceSource> {
    SampleWeightsIT() {
        super(NuisanceSource.class, "sample-weights");
    }
}
