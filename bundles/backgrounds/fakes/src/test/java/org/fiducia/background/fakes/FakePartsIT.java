package org.fiducia.background.fakes;

import org.fiducia.api.measurement.PartSource;
import org.fiducia.testkit.BundleContract;

class FakePartsIT extends BundleContract<PartSource> {
    FakePartsIT() {
        super(PartSource.class, "fakes");
    }
}
