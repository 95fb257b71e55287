package org.fiducia.step.triggers;

import org.fiducia.api.channel.EventStep;
import org.fiducia.testkit.BundleContract;

class TriggersIT extends BundleContract<EventStep> {
    TriggersIT() {
        super(EventStep.class, "triggers");
    }
}
