package org.fiducia.statistics.profile;

import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.testkit.IntervalContract;

class ProfileLikelihoodContractTest extends IntervalContract {
    ProfileLikelihoodContractTest() {
        super(new ProfileLikelihood(), new NewtonFitter());
    }
}
