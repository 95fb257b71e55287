package org.fiducia.statistics.inference;

import org.fiducia.api.fit.Likelihood;
import org.fiducia.testkit.GoodnessContract;

class SaturatedContractTest extends GoodnessContract {
    SaturatedContractTest() {
        super(new Saturated(), Models.FITTER);
    }

    @Override
    protected Likelihood good() {
        return GoodnessTest.flat(GoodnessTest.histogram(23, 18, 21, 19, 20, 22, 17, 20, 21, 19));
    }

    @Override
    protected Likelihood bad() {
        return GoodnessTest.flat(GoodnessTest.histogram(40, 35, 30, 25, 20, 15, 10, 10, 10, 5));
    }
}
