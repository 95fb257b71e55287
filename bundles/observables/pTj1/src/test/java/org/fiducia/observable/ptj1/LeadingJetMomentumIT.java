package org.fiducia.observable.ptj1;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class LeadingJetMomentumIT extends BundleContract<Observable<?>> {
    LeadingJetMomentumIT() {
        super(Observable.class, "pTj1");
    }
}
