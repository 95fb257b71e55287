package org.fiducia.background.zxfakerate;

import org.fiducia.api.measurement.BackgroundModel;
import org.fiducia.testkit.BundleContract;

class FakeRateBackgroundIT extends BundleContract<BackgroundModel> {
    FakeRateBackgroundIT() {
        super(BackgroundModel.class, "zx-fake-rate");
    }
}
