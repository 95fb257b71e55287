package org.fiducia.observable.costheta2;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class CosTheta2IT extends BundleContract<Observable<?>> {
    CosTheta2IT() {
        super(Observable.class, "cosTheta2");
    }
}
