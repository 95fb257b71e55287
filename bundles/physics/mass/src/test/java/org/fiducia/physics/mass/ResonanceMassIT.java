package org.fiducia.physics.mass;

import org.fiducia.api.measurement.PhysicsModel;
import org.fiducia.testkit.BundleContract;

class ResonanceMassIT extends BundleContract<PhysicsModel> {
    ResonanceMassIT() {
        super(PhysicsModel.class, "mass");
    }
}
