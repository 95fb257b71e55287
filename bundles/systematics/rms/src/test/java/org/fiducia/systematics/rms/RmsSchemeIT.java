package org.fiducia.systematics.rms;

import org.fiducia.api.measurement.SystematicScheme;
import org.fiducia.testkit.BundleContract;

class RmsSchemeIT extends BundleContract<SystematicScheme> {
    RmsSchemeIT() {
        super(SystematicScheme.class, "rms");
    }
}
