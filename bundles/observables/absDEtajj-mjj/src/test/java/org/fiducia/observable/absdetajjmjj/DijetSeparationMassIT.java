package org.fiducia.observable.absdetajjmjj;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class DijetSeparationMassIT extends BundleContract<Observable<?>> {
    DijetSeparationMassIT() {
        super(Observable.class, "absDEtajj-mjj");
    }
}
