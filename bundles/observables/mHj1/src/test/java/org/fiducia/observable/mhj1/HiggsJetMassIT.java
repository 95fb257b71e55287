package org.fiducia.observable.mhj1;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class HiggsJetMassIT extends BundleContract<Observable<?>> {
    HiggsJetMassIT() {
        super(Observable.class, "mHj1");
    }
}
