package org.fiducia.observable.mass;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class SystemMassIT extends BundleContract<Observable<?>> {
    SystemMassIT() {
        super(Observable.class, "mass");
    }
}
