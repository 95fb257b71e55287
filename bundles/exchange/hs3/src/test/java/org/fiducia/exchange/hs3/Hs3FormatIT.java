package org.fiducia.exchange.hs3;

import org.fiducia.api.exchange.ModelFormat;
import org.fiducia.testkit.BundleContract;

class Hs3FormatIT extends BundleContract<ModelFormat> {
    Hs3FormatIT() {
        super(ModelFormat.class, "hs3");
    }
}
