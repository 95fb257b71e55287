package org.fiducia.observable.njets;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class JetCountIT extends BundleContract<Observable<?>> {
    JetCountIT() {
        super(Observable.class, "nJets");
    }
}
