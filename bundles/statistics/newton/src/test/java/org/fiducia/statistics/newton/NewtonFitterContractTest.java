package org.fiducia.statistics.newton;

import org.fiducia.testkit.FitterContract;

class NewtonFitterContractTest extends FitterContract {
    NewtonFitterContractTest() {
        super(new NewtonFitter());
    }
}
