package org.fiducia.statistics.metric;

import org.fiducia.testkit.FitterContract;

class VariableMetricFitterContractTest extends FitterContract {
    VariableMetricFitterContractTest() {
        super(new VariableMetricFitter());
    }
}
