package org.fiducia.signal.simulated;

import java.util.Map;
import org.fiducia.api.Settings;
import org.fiducia.testkit.SignalContract;

class SimulatedSignalContractTest extends SignalContract {
    SimulatedSignalContractTest() {
        super(new SimulatedSignal(), new Settings("/signal/settings", Map.of("intervals", 11)));
    }
}
