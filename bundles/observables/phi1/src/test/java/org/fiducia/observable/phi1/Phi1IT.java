package org.fiducia.observable.phi1;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class Phi1IT extends BundleContract<Observable<?>> {
    Phi1IT() {
        super(Observable.class, "phi1");
    }
}
