package org.fiducia.statistics.profile;

import org.fiducia.api.fit.IntervalEstimator;
import org.fiducia.testkit.BundleContract;

class ProfileLikelihoodIT extends BundleContract<IntervalEstimator> {
    ProfileLikelihoodIT() {
        super(IntervalEstimator.class, "profile");
    }
}
