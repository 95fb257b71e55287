package org.fiducia.observable.mz1mz2;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class ZMassesIT extends BundleContract<Observable<?>> {
    ZMassesIT() {
        super(Observable.class, "mZ1-mZ2");
    }
}
