package org.fiducia.observable.m4l;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class MassIT extends BundleContract<Observable<?>> {
    MassIT() {
        super(Observable.class, "m4l");
    }
}
