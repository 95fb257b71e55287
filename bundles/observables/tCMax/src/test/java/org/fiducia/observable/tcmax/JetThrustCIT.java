package org.fiducia.observable.tcmax;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class JetThrustCIT extends BundleContract<Observable<?>> {
    JetThrustCIT() {
        super(Observable.class, "tCMax");
    }
}
