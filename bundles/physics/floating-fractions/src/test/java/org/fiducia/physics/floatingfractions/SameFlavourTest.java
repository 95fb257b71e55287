package org.fiducia.physics.floatingfractions;

import org.fiducia.testkit.PhysicsContract;

class SameFlavourTest extends PhysicsContract {
    SameFlavourTest() {
        super(new SameFlavour());
    }
}
