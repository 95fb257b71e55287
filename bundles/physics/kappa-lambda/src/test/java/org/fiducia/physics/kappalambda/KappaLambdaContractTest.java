package org.fiducia.physics.kappalambda;

import org.fiducia.testkit.PhysicsContract;

class KappaLambdaContractTest extends PhysicsContract {
    KappaLambdaContractTest() {
        super(new KappaLambda());
    }
}
