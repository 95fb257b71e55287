package org.fiducia.observable.boosted;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class BoostedRateIT extends BundleContract<Observable<?>> {
    BoostedRateIT() {
        super(Observable.class, "boosted");
    }
}
