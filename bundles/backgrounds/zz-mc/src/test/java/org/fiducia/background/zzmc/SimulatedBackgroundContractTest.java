package org.fiducia.background.zzmc;

import org.fiducia.testkit.BackgroundContract;

class SimulatedBackgroundContractTest extends BackgroundContract {
    SimulatedBackgroundContractTest() {
        super(new SimulatedBackground());
    }
}
