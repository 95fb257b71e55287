package org.fiducia.systematics.jetenergy;

import org.fiducia.api.measurement.NuisanceSource;
import org.fiducia.testkit.BundleContract;

class JetEnergyScaleIT extends BundleContract<NuisanceSource> {
    JetEnergyScaleIT() {
        super(NuisanceSource.class, "jet-energy");
    }
}
