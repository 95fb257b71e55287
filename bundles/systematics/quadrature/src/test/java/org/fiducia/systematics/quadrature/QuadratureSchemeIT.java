package org.fiducia.systematics.quadrature;

import org.fiducia.api.measurement.SystematicScheme;
import org.fiducia.testkit.BundleContract;

class QuadratureSchemeIT extends BundleContract<SystematicScheme> {
    QuadratureSchemeIT() {
        super(SystematicScheme.class, "quadrature");
    }
}
