package org.fiducia.physics.smeft;

import org.fiducia.api.measurement.PhysicsModel;
import org.fiducia.testkit.BundleContract;

class SmeftIT extends BundleContract<PhysicsModel> {
    SmeftIT() {
        super(PhysicsModel.class, "smeft");
    }
}
