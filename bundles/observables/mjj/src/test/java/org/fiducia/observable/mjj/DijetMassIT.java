package org.fiducia.observable.mjj;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class DijetMassIT extends BundleContract<Observable<?>> {
    DijetMassIT() {
        super(Observable.class, "mjj");
    }
}
