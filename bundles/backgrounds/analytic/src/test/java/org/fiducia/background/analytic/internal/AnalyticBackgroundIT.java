package org.fiducia.background.analytic.internal;

import org.fiducia.api.measurement.BackgroundModel;
import org.fiducia.testkit.BundleContract;

class AnalyticBackgroundIT extends BundleContract<BackgroundModel> {
    AnalyticBackgroundIT() {
        super(BackgroundModel.class, "analytic");
    }
}
