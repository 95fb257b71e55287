package org.fiducia.physics.kappas;

import org.fiducia.api.measurement.PhysicsModel;
import org.fiducia.testkit.BundleContract;

class KappasIT extends BundleContract<PhysicsModel> {
    KappasIT() {
        super(PhysicsModel.class, "kappas");
    }
}
