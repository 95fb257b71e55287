package org.fiducia.channel.higgs;

import org.fiducia.api.channel.Channel;
import org.fiducia.testkit.BundleContract;

class HiggsChannelIT extends BundleContract<Channel> {
    HiggsChannelIT() {
        super(Channel.class, "higgs");
    }
}
