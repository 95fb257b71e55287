package org.fiducia.observable.absy4lpt4l;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class RapidityMomentumIT extends BundleContract<Observable<?>> {
    RapidityMomentumIT() {
        super(Observable.class, "absY4l-pT4l");
    }
}
