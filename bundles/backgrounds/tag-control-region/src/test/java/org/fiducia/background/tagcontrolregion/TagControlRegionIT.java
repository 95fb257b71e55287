package org.fiducia.background.tagcontrolregion;

import org.fiducia.api.measurement.PartSource;
import org.fiducia.testkit.BundleContract;

class TagControlRegionIT extends BundleContract<PartSource> {
    TagControlRegionIT() {
        super(PartSource.class, "tag-control-region");
    }
}
