package org.fiducia.physics.signalstrength;

import org.fiducia.api.measurement.PhysicsModel;
import org.fiducia.testkit.BundleContract;

class SignalStrengthIT extends BundleContract<PhysicsModel> {
    SignalStrengthIT() {
        super(PhysicsModel.class, "signal-strength");
    }
}
