package org.fiducia.unfolding.regularised;

import org.fiducia.api.measurement.Unfolding;
import org.fiducia.testkit.BundleContract;

class RegularisedUnfoldingIT extends BundleContract<Unfolding> {
    RegularisedUnfoldingIT() {
        super(Unfolding.class, "regularised");
    }
}
