package org.fiducia.observable.costhetastar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fiducia.channel.hzz4l.FourLepton;
import org.fiducia.channel.hzz4l.FourLeptonSource;
import org.fiducia.testkit.ObservableContract;
import org.junit.jupiter.api.Test;

class CosThetaStarTest extends ObservableContract<FourLepton> {
    CosThetaStarTest() {
        super(new CosThetaStar());
    }

    @Test
    void reproducesTheReferenceEvent() {
        assertEquals(-0.402490772403, observable().value(FourLeptonSource.reference(0)), 1e-11);
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
