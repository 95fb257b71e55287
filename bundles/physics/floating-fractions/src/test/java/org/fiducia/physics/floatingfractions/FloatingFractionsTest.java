package org.fiducia.physics.floatingfractions;

import org.fiducia.testkit.PhysicsContract;

class FloatingFractionsTest extends PhysicsContract {
    FloatingFractionsTest() {
        super(new FloatingFractions());
    }
}
