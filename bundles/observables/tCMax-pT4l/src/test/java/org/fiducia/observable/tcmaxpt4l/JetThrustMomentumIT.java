package org.fiducia.observable.tcmaxpt4l;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class JetThrustMomentumIT extends BundleContract<Observable<?>> {
    JetThrustMomentumIT() {
        super(Observable.class, "tCMax-pT4l");
    }
}
