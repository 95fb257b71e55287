package org.fiducia.observable.costheta1;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fiducia.channel.hzz4l.FourLepton;
import org.fiducia.channel.hzz4l.FourLeptonSource;
import org.fiducia.testkit.ObservableContract;
import org.junit.jupiter.api.Test;

class CosTheta1Test extends ObservableContract<FourLepton> {
    CosTheta1Test() {
        super(new CosTheta1());
    }

    @Test
    void reproducesTheReferenceEvent() {
        assertEquals(-0.060331396315, observable().value(FourLeptonSource.reference(0)), 1e-11);
    }

    @Test
    void hasItsBins() {
        var binning = observable().info().binning();
        assertEquals(8, binning.size());
        assertEquals(0, binning.find(new double[] {-1}));
        assertEquals(1, binning.find(new double[] {-0.75}));
        assertEquals(4, binning.find(new double[] {0}));
        assertEquals(7, binning.find(new double[] {1}));
    }
}
