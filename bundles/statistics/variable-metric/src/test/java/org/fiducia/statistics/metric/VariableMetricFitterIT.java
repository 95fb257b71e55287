package org.fiducia.statistics.metric;

import org.fiducia.api.fit.Fitter;
import org.fiducia.testkit.BundleContract;

class VariableMetricFitterIT extends BundleContract<Fitter> {
    VariableMetricFitterIT() {
        super(Fitter.class, "variable-metric");
    }
}
