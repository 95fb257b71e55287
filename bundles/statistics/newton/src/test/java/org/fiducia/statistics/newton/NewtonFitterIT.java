package org.fiducia.statistics.newton;

import org.fiducia.api.fit.Fitter;
import org.fiducia.testkit.BundleContract;

class NewtonFitterIT extends BundleContract<Fitter> {
    NewtonFitterIT() {
        super(Fitter.class, "newton");
    }
}
