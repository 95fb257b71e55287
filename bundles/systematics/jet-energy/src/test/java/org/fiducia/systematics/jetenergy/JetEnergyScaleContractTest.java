package org.fiducia.systematics.jetenergy;

import java.util.Map;
import org.fiducia.api.Settings;
import org.fiducia.testkit.NuisanceContract;

class JetEnergyScaleContractTest extends NuisanceContract {
    JetEnergyScaleContractTest() {
        super(
                new JetEnergyScale(),
                new Settings("/nuisances/0", Map.of("source", "jet-energy", "name", "jes", "size", 0.1)));
    }
}
