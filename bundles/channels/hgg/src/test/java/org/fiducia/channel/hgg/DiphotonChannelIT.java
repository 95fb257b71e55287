package org.fiducia.channel.hgg;

import org.fiducia.api.channel.Channel;
import org.fiducia.testkit.BundleContract;

class DiphotonChannelIT extends BundleContract<Channel> {
    DiphotonChannelIT() {
        super(Channel.class, "hgg");
    }
}
