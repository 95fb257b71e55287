package org.fiducia.unfolding.likelihood;

import org.fiducia.testkit.UnfoldingContract;

class LikelihoodUnfoldingContractTest extends UnfoldingContract {
    LikelihoodUnfoldingContractTest() {
        super(new LikelihoodUnfolding());
    }
}
