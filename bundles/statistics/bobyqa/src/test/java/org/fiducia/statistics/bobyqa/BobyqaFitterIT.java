package org.fiducia.statistics.bobyqa;

import org.fiducia.api.fit.Fitter;
import org.fiducia.testkit.BundleContract;

class BobyqaFitterIT extends BundleContract<Fitter> {
    BobyqaFitterIT() {
        super(Fitter.class, "bobyqa");
    }
}
