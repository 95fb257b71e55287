package org.fiducia.physics.floatingfractions;

import org.fiducia.testkit.PhysicsContract;

class FinalStatesTest extends PhysicsContract {
    FinalStatesTest() {
        super(new FinalStates());
    }
}
