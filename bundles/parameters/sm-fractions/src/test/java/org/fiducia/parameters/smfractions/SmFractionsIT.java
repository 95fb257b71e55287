package org.fiducia.parameters.smfractions;

import org.fiducia.api.measurement.CrossSectionModel;
import org.fiducia.testkit.BundleContract;

class SmFractionsIT extends BundleContract<CrossSectionModel> {
    SmFractionsIT() {
        super(CrossSectionModel.class, "sm-fractions");
    }
}
