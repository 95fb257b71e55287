package org.fiducia.scalefactors.lepton;

import org.fiducia.api.channel.EventWeight;
import org.fiducia.testkit.BundleContract;

class LeptonWeightIT extends BundleContract<EventWeight> {
    LeptonWeightIT() {
        super(EventWeight.class, "lepton-scale-factors");
    }
}
