package org.fiducia.observable.tbmax;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class JetThrustBIT extends BundleContract<Observable<?>> {
    JetThrustBIT() {
        super(Observable.class, "tBMax");
    }
}
