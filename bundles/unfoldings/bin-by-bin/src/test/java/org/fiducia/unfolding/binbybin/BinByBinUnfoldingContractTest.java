package org.fiducia.unfolding.binbybin;

import org.fiducia.testkit.UnfoldingContract;

class BinByBinUnfoldingContractTest extends UnfoldingContract {
    BinByBinUnfoldingContractTest() {
        super(new BinByBinUnfolding());
    }
}
