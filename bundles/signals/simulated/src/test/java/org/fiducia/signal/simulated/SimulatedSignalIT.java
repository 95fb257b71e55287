package org.fiducia.signal.simulated;

import org.fiducia.api.measurement.SignalModel;
import org.fiducia.testkit.BundleContract;

class SimulatedSignalIT extends BundleContract<SignalModel> {
    SimulatedSignalIT() {
        super(SignalModel.class, "simulated");
    }
}
