package org.fiducia.observable.mz1;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fiducia.channel.hzz4l.FourLepton;
import org.fiducia.channel.hzz4l.FourLeptonSource;
import org.fiducia.testkit.ObservableContract;
import org.junit.jupiter.api.Test;

class FirstZMassTest extends ObservableContract<FourLepton> {
    FirstZMassTest() {
        super(new FirstZMass());
    }

    @Test
    void reproducesTheReferenceEvent() {
        assertEquals(85.9337228622, observable().value(FourLeptonSource.reference(0)), 1e-10);
    }

    @Test
    void hasItsBins() {
        var binning = observable().info().binning();
        assertEquals(5, binning.size());
        assertEquals(0, binning.find(new double[] {40.1}));
        assertEquals(1, binning.find(new double[] {65}));
        assertEquals(3, binning.find(new double[] {91.9}));
        assertEquals(4, binning.find(new double[] {119.9}));
    }
}
