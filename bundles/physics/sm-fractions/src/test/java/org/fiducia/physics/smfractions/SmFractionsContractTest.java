package org.fiducia.physics.smfractions;

import org.fiducia.testkit.PhysicsContract;

class SmFractionsContractTest extends PhysicsContract {
    SmFractionsContractTest() {
        super(new SmFractions());
    }
}
