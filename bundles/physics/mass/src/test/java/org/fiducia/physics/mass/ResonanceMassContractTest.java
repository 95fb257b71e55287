package org.fiducia.physics.mass;

import org.fiducia.physics.smfractions.SmFractions;
import org.fiducia.testkit.PhysicsContract;

class ResonanceMassContractTest extends PhysicsContract {
    ResonanceMassContractTest() {
        super(new ResonanceMass(new SmFractions()));
    }
}
