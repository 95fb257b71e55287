package org.fiducia.observable.costheta1;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class CosTheta1IT extends BundleContract<Observable<?>> {
    CosTheta1IT() {
        super(Observable.class, "cosTheta1");
    }
}
