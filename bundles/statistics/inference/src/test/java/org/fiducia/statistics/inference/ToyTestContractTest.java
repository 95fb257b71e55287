package org.fiducia.statistics.inference;

import org.fiducia.testkit.HypothesisContract;

class ToyTestContractTest extends HypothesisContract {
    ToyTestContractTest() {
        super(new ToyTest(), Models.FITTER, 1000, 0.02);
    }
}
