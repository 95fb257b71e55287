package org.fiducia.systematics.card;

import org.fiducia.api.measurement.NuisanceSource;
import org.fiducia.testkit.BundleContract;

class CardNuisancesIT extends BundleContract<NuisanceSource> {
    CardNuisancesIT() {
        super(NuisanceSource.class, "card");
    }
}
