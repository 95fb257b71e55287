package org.fiducia.observable.absy;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class SystemRapidityIT extends BundleContract<Observable<?>> {
    SystemRapidityIT() {
        super(Observable.class, "absY");
    }
}
