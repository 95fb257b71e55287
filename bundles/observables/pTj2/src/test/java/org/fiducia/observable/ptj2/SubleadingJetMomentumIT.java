package org.fiducia.observable.ptj2;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class SubleadingJetMomentumIT extends BundleContract<Observable<?>> {
    SubleadingJetMomentumIT() {
        super(Observable.class, "pTj2");
    }
}
