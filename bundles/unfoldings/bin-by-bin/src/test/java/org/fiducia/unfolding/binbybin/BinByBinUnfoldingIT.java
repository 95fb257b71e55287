package org.fiducia.unfolding.binbybin;

import org.fiducia.api.measurement.Unfolding;
import org.fiducia.testkit.BundleContract;

class BinByBinUnfoldingIT extends BundleContract<Unfolding> {
    BinByBinUnfoldingIT() {
        super(Unfolding.class, "bin-by-bin");
    }
}
