package org.fiducia.observable.dphijj;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class DijetAzimuthIT extends BundleContract<Observable<?>> {
    DijetAzimuthIT() {
        super(Observable.class, "dPhijj");
    }
}
