package org.fiducia.observable.pthjj;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fiducia.api.channel.Candidate;
import org.fiducia.testkit.ObservableContract;
import org.fiducia.testkit.ReferenceEvent;
import org.junit.jupiter.api.Test;

class HiggsDijetMomentumTest extends ObservableContract<Candidate> {
    HiggsDijetMomentumTest() {
        super(new HiggsDijetMomentum());
    }

    @Test
    void reproducesTheReferenceEvent() {
        assertEquals(32.5826028323, observable().value(ReferenceEvent.candidate(2)), 1e-10);
    }

    @Test
    void hasItsBins() {
        var binning = observable().info().binning();
        assertEquals(4, binning.size());
        assertEquals(0, binning.find(new double[] {Double.NaN}));
        assertEquals(1, binning.find(new double[] {0}));
        assertEquals(2, binning.find(new double[] {25}));
        assertEquals(3, binning.find(new double[] {75}));
    }
}
