package org.fiducia.observable.absy4l;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class AbsoluteRapidityIT extends BundleContract<Observable<?>> {
    AbsoluteRapidityIT() {
        super(Observable.class, "absY4l");
    }
}
