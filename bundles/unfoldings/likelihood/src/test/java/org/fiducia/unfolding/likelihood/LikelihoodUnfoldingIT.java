package org.fiducia.unfolding.likelihood;

import org.fiducia.api.measurement.Unfolding;
import org.fiducia.testkit.BundleContract;

class LikelihoodUnfoldingIT extends BundleContract<Unfolding> {
    LikelihoodUnfoldingIT() {
        super(Unfolding.class, "likelihood");
    }
}
