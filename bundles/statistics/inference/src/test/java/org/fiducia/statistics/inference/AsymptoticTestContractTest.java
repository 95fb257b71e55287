package org.fiducia.statistics.inference;

import org.fiducia.testkit.HypothesisContract;

class AsymptoticTestContractTest extends HypothesisContract {
    AsymptoticTestContractTest() {
        super(new AsymptoticTest(), Models.FITTER, 0, 1e-4);
    }
}
