package org.fiducia.exchange.pyhf;

import org.fiducia.api.exchange.ModelFormat;
import org.fiducia.testkit.BundleContract;

class PyhfFormatIT extends BundleContract<ModelFormat> {
    PyhfFormatIT() {
        super(ModelFormat.class, "pyhf");
    }
}
