package org.fiducia.observable.boosted;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fiducia.channel.hbb.MergedJet;
import org.fiducia.testkit.ObservableContract;
import org.junit.jupiter.api.Test;

class BoostedRateTest extends ObservableContract<MergedJet> {
    BoostedRateTest() {
        super(new BoostedRate());
    }

    @Test
    void isOneBinFrom450() {
        assertEquals(1, observable().info().binning().size());
        assertEquals(0, observable().fiducial("ggH", new MergedJet(450, 125, 1)));
        assertEquals(-1, observable().fiducial("ggH", new MergedJet(449.9, 125, 1)));
    }
}
