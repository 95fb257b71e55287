package org.fiducia.observable.pt4lnjets;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class MomentumJetCountIT extends BundleContract<Observable<?>> {
    MomentumJetCountIT() {
        super(Observable.class, "pT4l-nJets");
    }
}
