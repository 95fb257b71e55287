package org.fiducia.physics.kappalambda;

import org.fiducia.api.measurement.PhysicsModel;
import org.fiducia.testkit.BundleContract;

class KappaLambdaIT extends BundleContract<PhysicsModel> {
    KappaLambdaIT() {
        super(PhysicsModel.class, "kappa-lambda");
    }
}
