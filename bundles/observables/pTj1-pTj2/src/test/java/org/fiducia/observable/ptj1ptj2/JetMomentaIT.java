package org.fiducia.observable.ptj1ptj2;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class JetMomentaIT extends BundleContract<Observable<?>> {
    JetMomentaIT() {
        super(Observable.class, "pTj1-pTj2");
    }
}
