package org.fiducia.statistics.multistart;

import org.fiducia.api.fit.Fitter;
import org.fiducia.testkit.BundleContract;

class MultiStartFitterIT extends BundleContract<Fitter> {
    MultiStartFitterIT() {
        super(Fitter.class, "multi-start");
    }
}
