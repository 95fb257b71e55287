package org.fiducia.background.zzmc;

import org.fiducia.api.measurement.BackgroundModel;
import org.fiducia.testkit.BundleContract;

class SimulatedBackgroundIT extends BundleContract<BackgroundModel> {
    SimulatedBackgroundIT() {
        super(BackgroundModel.class, "zz-mc");
    }
}
