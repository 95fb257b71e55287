package org.fiducia.step.luminosity;

import org.fiducia.api.channel.EventStep;
import org.fiducia.testkit.BundleContract;

class CertifiedLuminosityIT extends BundleContract<EventStep> {
    CertifiedLuminosityIT() {
        super(EventStep.class, "certified-luminosity");
    }
}
