package org.fiducia.observable.costhetastarcs;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class CollinsSoperAngleIT extends BundleContract<Observable<?>> {
    CollinsSoperAngleIT() {
        super(Observable.class, "cosThetaStarCS");
    }
}
