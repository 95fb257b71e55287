package org.fiducia.observable.pt4lpthj1;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class MomentumHiggsJetMomentumIT extends BundleContract<Observable<?>> {
    MomentumHiggsJetMomentumIT() {
        super(Observable.class, "pT4l-pTHj1");
    }
}
