package org.fiducia.statistics.bobyqa;

import org.fiducia.testkit.FitterContract;

class BobyqaFitterContractTest extends FitterContract {
    BobyqaFitterContractTest() {
        super(new BobyqaFitter());
    }
}
