package org.fiducia.step.corrections;

import org.fiducia.api.channel.EventStep;
import org.fiducia.testkit.BundleContract;

class CorrectionsIT extends BundleContract<EventStep> {
    CorrectionsIT() {
        super(EventStep.class, "corrections");
    }
}
