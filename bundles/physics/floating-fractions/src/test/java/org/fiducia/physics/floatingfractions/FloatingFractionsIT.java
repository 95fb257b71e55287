package org.fiducia.physics.floatingfractions;

import org.fiducia.api.measurement.PhysicsModel;
import org.fiducia.testkit.BundleContract;

class FloatingFractionsIT extends BundleContract<PhysicsModel> {
    FloatingFractionsIT() {
        super(PhysicsModel.class, "floating-fractions");
    }
}
