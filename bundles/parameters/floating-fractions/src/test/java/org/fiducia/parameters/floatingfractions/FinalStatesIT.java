package org.fiducia.parameters.floatingfractions;

import org.fiducia.api.measurement.CrossSectionModel;
import org.fiducia.testkit.BundleContract;

class FinalStatesIT extends BundleContract<CrossSectionModel> {
    FinalStatesIT() {
        super(CrossSectionModel.class, "final-states");
    }
}
