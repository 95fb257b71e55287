package org.fiducia.parameters.floatingfractions;

import org.fiducia.api.measurement.CrossSectionModel;
import org.fiducia.testkit.BundleContract;

class SameFlavourIT extends BundleContract<CrossSectionModel> {
    SameFlavourIT() {
        super(CrossSectionModel.class, "same-flavour");
    }
}
