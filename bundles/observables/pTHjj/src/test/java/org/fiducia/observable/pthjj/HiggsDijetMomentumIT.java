package org.fiducia.observable.pthjj;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class HiggsDijetMomentumIT extends BundleContract<Observable<?>> {
    HiggsDijetMomentumIT() {
        super(Observable.class, "pTHjj");
    }
}
