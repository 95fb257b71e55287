package org.fiducia.scalefactors.lepton;

import org.fiducia.api.measurement.NuisanceSource;
import org.fiducia.testkit.BundleContract;

class LeptonNuisancesIT extends BundleContract<NuisanceSource> {
    LeptonNuisancesIT() {
        super(NuisanceSource.class, "lepton-scale-factors");
    }
}
