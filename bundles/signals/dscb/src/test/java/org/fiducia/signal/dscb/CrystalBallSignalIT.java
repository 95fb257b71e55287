package org.fiducia.signal.dscb;

import org.fiducia.api.measurement.SignalModel;
import org.fiducia.testkit.BundleContract;

class CrystalBallSignalIT extends BundleContract<SignalModel> {
    CrystalBallSignalIT() {
        super(SignalModel.class, "dscb");
    }
}
