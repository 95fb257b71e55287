package org.fiducia.systematics.sampleweights;

import org.fiducia.api.measurement.PredictionUncertainty;
import org.fiducia.testkit.BundleContract;

class WeightedPredictionIT extends BundleContract<PredictionUncertainty> {
    WeightedPredictionIT() {
        super(PredictionUncertainty.class, "sample-weights");
    }
}
