package org.fiducia.channel.higgs;

import org.fiducia.api.channel.Role;
import org.fiducia.api.event.EventBatch;
import org.fiducia.testkit.ChannelContract;

class HiggsChannelContractTest extends ChannelContract {
    HiggsChannelContractTest() {
        super(new HiggsChannel());
    }

    @Override
    protected EventBatch events(Role role) {
        return HiggsEvents.batch();
    }
}
