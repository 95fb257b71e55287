package org.fiducia.physics.floatingfractions;

import org.fiducia.api.measurement.PhysicsModel;
import org.fiducia.testkit.BundleContract;

class SameFlavourIT extends BundleContract<PhysicsModel> {
    SameFlavourIT() {
        super(PhysicsModel.class, "same-flavour");
    }
}
