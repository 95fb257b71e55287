package org.fiducia.observable.phi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fiducia.channel.hzz4l.FourLepton;
import org.fiducia.channel.hzz4l.FourLeptonSource;
import org.fiducia.testkit.ObservableContract;
import org.junit.jupiter.api.Test;

class PhiTest extends ObservableContract<FourLepton> {
    PhiTest() {
        super(new Phi());
    }

    @Test
    void reproducesTheReferenceEvent() {
        assertEquals(-0.799624861975, observable().value(FourLeptonSource.reference(0)), 1e-11);
    }

    @Test
    void hasItsBins() {
        var binning = observable().info().binning();
        assertEquals(8, binning.size());
        assertEquals(0, binning.find(new double[] {-Math.PI}));
        assertEquals(2, binning.find(new double[] {-1.5}));
        assertEquals(4, binning.find(new double[] {0}));
        assertEquals(7, binning.find(new double[] {Math.PI}));
    }
}
