package org.fiducia.statistics.inference;

import org.fiducia.api.fit.HypothesisTest;
import org.fiducia.testkit.BundleContract;

class AsymptoticTestIT extends BundleContract<HypothesisTest> {
    AsymptoticTestIT() {
        super(HypothesisTest.class, "asymptotic");
    }
}
