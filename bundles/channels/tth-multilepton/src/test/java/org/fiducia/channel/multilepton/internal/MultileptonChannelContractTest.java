package org.fiducia.channel.multilepton.internal;

import org.fiducia.api.channel.Role;
import org.fiducia.api.event.EventBatch;
import org.fiducia.testkit.ChannelContract;

class MultileptonChannelContractTest extends ChannelContract {
    MultileptonChannelContractTest() {
        super(new MultileptonChannel());
    }

    /** Events of several regions, and some of none. */
    @Override
    protected EventBatch events(Role role) {
        return MultileptonEvents.batch(
                new MultileptonEvents().jets().electron(40, 1).muon(30, 1).tau(25, -1, 1, true),
                new MultileptonEvents(),
                new MultileptonEvents()
                        .jets()
                        .jet(80, 2, true)
                        .muon(30, -1)
                        .tau(25, -1, 3, true)
                        .tau(45, 1, 1, false),
                new MultileptonEvents().jets().muon(30, -1),
                new MultileptonEvents().jets().muon(30, -1).muon(50, -1));
    }
}
