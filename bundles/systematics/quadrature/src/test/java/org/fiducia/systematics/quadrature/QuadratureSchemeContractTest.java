package org.fiducia.systematics.quadrature;

import org.fiducia.testkit.SchemeContract;

class QuadratureSchemeContractTest extends SchemeContract {
    QuadratureSchemeContractTest() {
        super(new QuadratureScheme());
    }
}
