package org.fiducia.calibrations.photonenergy;

import org.fiducia.api.measurement.NuisanceSource;
import org.fiducia.testkit.BundleContract;

class EnergyNuisancesIT extends BundleContract<NuisanceSource> {
    EnergyNuisancesIT() {
        super(NuisanceSource.class, "photon-energy");
    }
}
