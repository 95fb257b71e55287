package org.fiducia.observable.mz2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fiducia.channel.hzz4l.FourLepton;
import org.fiducia.channel.hzz4l.FourLeptonSource;
import org.fiducia.testkit.ObservableContract;
import org.junit.jupiter.api.Test;

class SecondZMassTest extends ObservableContract<FourLepton> {
    SecondZMassTest() {
        super(new SecondZMass());
    }

    @Test
    void reproducesTheReferenceEvent() {
        assertEquals(32.7703052454, observable().value(FourLeptonSource.reference(0)), 1e-10);
    }

    @Test
    void takesWhatLiesAboveIntoItsLastBin() {
        var binning = observable().info().binning();
        assertEquals("50–65", binning.bins().get(7).label());
        assertEquals(7, binning.find(new double[] {80}));
    }

    @Test
    void hasItsBins() {
        var binning = observable().info().binning();
        assertEquals(8, binning.size());
        assertEquals(0, binning.find(new double[] {12.1}));
        assertEquals(2, binning.find(new double[] {26}));
        assertEquals(7, binning.find(new double[] {64.9}));
    }
}
