package org.fiducia.systematics.rms;

import org.fiducia.testkit.SchemeContract;

class RmsSchemeContractTest extends SchemeContract {
    RmsSchemeContractTest() {
        super(new RmsScheme());
    }
}
