package org.fiducia.physics.floatingfractions;

import org.fiducia.api.measurement.PhysicsModel;
import org.fiducia.testkit.BundleContract;

class FinalStatesIT extends BundleContract<PhysicsModel> {
    FinalStatesIT() {
        super(PhysicsModel.class, "final-states");
    }
}
