package org.fiducia.observable.mz2;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class SecondZMassIT extends BundleContract<Observable<?>> {
    SecondZMassIT() {
        super(Observable.class, "mZ2");
    }
}
