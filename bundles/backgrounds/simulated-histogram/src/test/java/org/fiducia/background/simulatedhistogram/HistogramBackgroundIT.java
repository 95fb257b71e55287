package org.fiducia.background.simulatedhistogram;

import org.fiducia.api.measurement.BackgroundModel;
import org.fiducia.testkit.BundleContract;

class HistogramBackgroundIT extends BundleContract<BackgroundModel> {
    HistogramBackgroundIT() {
        super(BackgroundModel.class, "simulated-histogram");
    }
}
