package org.fiducia.classification.stxs;

import org.fiducia.api.measurement.PredictionUncertainty;
import org.fiducia.testkit.BundleContract;

class TheoryPredictionIT extends BundleContract<PredictionUncertainty> {
    TheoryPredictionIT() {
        super(PredictionUncertainty.class, "stxs");
    }
}
