package org.fiducia.channel.hbb;

import org.fiducia.api.channel.Channel;
import org.fiducia.testkit.BundleContract;

class MergedJetChannelIT extends BundleContract<Channel> {
    MergedJetChannelIT() {
        super(Channel.class, "hbb-boosted");
    }
}
