package org.fiducia.physics.smfractions;

import org.fiducia.api.measurement.PhysicsModel;
import org.fiducia.testkit.BundleContract;

class SmFractionsIT extends BundleContract<PhysicsModel> {
    SmFractionsIT() {
        super(PhysicsModel.class, "sm-fractions");
    }
}
