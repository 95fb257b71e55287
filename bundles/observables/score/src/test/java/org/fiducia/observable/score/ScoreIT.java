package org.fiducia.observable.score;

import org.fiducia.api.observable.Observable;
import org.fiducia.testkit.BundleContract;

class ScoreIT extends BundleContract<Observable<?>> {
    ScoreIT() {
        super(Observable.class, "score");
    }
}
