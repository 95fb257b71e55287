package org.fiducia.step.filters;

import org.fiducia.api.channel.EventStep;
import org.fiducia.testkit.BundleContract;

class EventFiltersIT extends BundleContract<EventStep> {
    EventFiltersIT() {
        super(EventStep.class, "event-filters");
    }
}
