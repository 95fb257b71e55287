package org.fiducia.channel.hzz4l;

import org.fiducia.api.channel.Channel;
import org.fiducia.testkit.BundleContract;

class FourLeptonChannelIT extends BundleContract<Channel> {
    FourLeptonChannelIT() {
        super(Channel.class, "hzz4l");
    }
}
