package org.fiducia.observable.costhetastar;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class CosThetaStarIT extends BundleContract<Observable<?>> {
    CosThetaStarIT() {
        super(Observable.class, "cosThetaStar");
    }
}
