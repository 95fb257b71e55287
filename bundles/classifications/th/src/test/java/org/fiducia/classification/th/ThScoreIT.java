package org.fiducia.classification.th;

import org.fiducia.api.observable.Classification;
import org.fiducia.testkit.BundleContract;

class ThScoreIT extends BundleContract<Classification<?>> {
    ThScoreIT() {
        super(Classification.class, "th");
    }
}
