package org.fiducia.observable.pthj1;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class HiggsJetMomentumIT extends BundleContract<Observable<?>> {
    HiggsJetMomentumIT() {
        super(Observable.class, "pTHj1");
    }
}
