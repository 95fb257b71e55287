package org.fiducia.statistics.inference;

import org.fiducia.api.fit.HypothesisTest;
import org.fiducia.testkit.BundleContract;

class ToyTestIT extends BundleContract<HypothesisTest> {
    ToyTestIT() {
        super(HypothesisTest.class, "toys");
    }
}
