package org.fiducia.systematics.simulationstatistics;

import java.util.Map;
import org.fiducia.api.Settings;
import org.fiducia.testkit.NuisanceContract;

class SimulationStatisticsContractTest extends NuisanceContract {
    SimulationStatisticsContractTest() {
        super(
                new SimulationStatistics(),
                new Settings("/nuisances/0", Map.of("source", "simulation-statistics", "negligible", 0)));
    }

    @Override
    protected boolean symmetric() {
        return true;
    }
}
