package org.fiducia.parameters.floatingfractions;

import org.fiducia.api.measurement.CrossSectionModel;
import org.fiducia.testkit.BundleContract;

class FloatingFractionsIT extends BundleContract<CrossSectionModel> {
    FloatingFractionsIT() {
        super(CrossSectionModel.class, "floating-fractions");
    }
}
