package org.fiducia.observable.jetmass;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class JetMassIT extends BundleContract<Observable<?>> {
    JetMassIT() {
        super(Observable.class, "jetMass");
    }
}
