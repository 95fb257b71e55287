package org.fiducia.observable.mz1;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class FirstZMassIT extends BundleContract<Observable<?>> {
    FirstZMassIT() {
        super(Observable.class, "mZ1");
    }
}
