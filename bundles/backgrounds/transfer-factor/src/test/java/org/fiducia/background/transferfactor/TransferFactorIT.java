package org.fiducia.background.transferfactor;

import org.fiducia.api.measurement.PartSource;
import org.fiducia.testkit.BundleContract;

class TransferFactorIT extends BundleContract<PartSource> {
    TransferFactorIT() {
        super(PartSource.class, "transfer-factor");
    }
}
