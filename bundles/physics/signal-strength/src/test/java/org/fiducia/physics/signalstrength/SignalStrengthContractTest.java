package org.fiducia.physics.signalstrength;

import org.fiducia.testkit.PhysicsContract;

class SignalStrengthContractTest extends PhysicsContract {
    SignalStrengthContractTest() {
        super(new SignalStrength());
    }
}
