package org.fiducia.observable.absdetajj;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class DijetSeparationIT extends BundleContract<Observable<?>> {
    DijetSeparationIT() {
        super(Observable.class, "absDEtajj");
    }
}
