package org.fiducia.physics.signalstrength;

import java.util.Map;
import org.fiducia.api.Settings;
import org.fiducia.testkit.PhysicsContract;

class ProductionStrengthsContractTest extends PhysicsContract {
    ProductionStrengthsContractTest() {
        super(new SignalStrength(), new Settings("/physics", Map.of("per", "production")));
    }
}
