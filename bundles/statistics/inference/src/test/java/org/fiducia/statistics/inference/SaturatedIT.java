package org.fiducia.statistics.inference;

import org.fiducia.api.fit.GoodnessOfFit;
import org.fiducia.testkit.BundleContract;

class SaturatedIT extends BundleContract<GoodnessOfFit> {
    SaturatedIT() {
        super(GoodnessOfFit.class, "saturated");
    }
}
