package org.fiducia.step.unique;

import org.fiducia.api.channel.EventStep;
import org.fiducia.testkit.BundleContract;

class UniqueEventsIT extends BundleContract<EventStep> {
    UniqueEventsIT() {
        super(EventStep.class, "unique-events");
    }
}
