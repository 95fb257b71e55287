package org.fiducia.observable.pt4l;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class TransverseMomentumIT extends BundleContract<Observable<?>> {
    TransverseMomentumIT() {
        super(Observable.class, "pT4l");
    }
}
