package org.fiducia.physics.kappas;

import org.fiducia.testkit.PhysicsContract;

class KappasContractTest extends PhysicsContract {
    KappasContractTest() {
        super(new Kappas());
    }
}
