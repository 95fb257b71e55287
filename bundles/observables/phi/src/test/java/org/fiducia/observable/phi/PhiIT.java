package org.fiducia.observable.phi;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class PhiIT extends BundleContract<Observable<?>> {
    PhiIT() {
        super(Observable.class, "phi");
    }
}
