package org.fiducia.classification.stxs;

import org.fiducia.api.observable.Classification;
import org.fiducia.testkit.BundleContract;

@SuppressWarnings("rawtypes")
class TemplateCrossSectionsIT extends BundleContract<Classification> {
    TemplateCrossSectionsIT() {
        super(Classification.class, "stxs");
    }
}
