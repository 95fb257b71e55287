package org.fiducia.channel.multilepton;

import org.fiducia.api.channel.Channel;
import org.fiducia.testkit.BundleContract;

class MultileptonChannelIT extends BundleContract<Channel> {
    MultileptonChannelIT() {
        super(Channel.class, "tth-multilepton");
    }
}
