package org.fiducia.systematics.simulationstatistics;

import org.fiducia.api.measurement.NuisanceSource;
import org.fiducia.testkit.BundleContract;

class SimulationStatisticsIT extends BundleContract<NuisanceSource> {
    SimulationStatisticsIT() {
        super(NuisanceSource.class, "simulation-statistics");
    }
}
