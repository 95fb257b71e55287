package org.fiducia.observable.pt;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class SystemTransverseMomentumIT extends BundleContract<Observable<?>> {
    SystemTransverseMomentumIT() {
        super(Observable.class, "pT");
    }
}
