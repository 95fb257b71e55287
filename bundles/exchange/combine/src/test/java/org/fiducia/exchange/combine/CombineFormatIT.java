package org.fiducia.exchange.combine;

import org.fiducia.api.exchange.ModelFormat;
import org.fiducia.testkit.BundleContract;

class CombineFormatIT extends BundleContract<ModelFormat> {
    CombineFormatIT() {
        super(ModelFormat.class, "combine");
    }
}
