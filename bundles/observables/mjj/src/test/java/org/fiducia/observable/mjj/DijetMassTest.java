package org.fiducia.observable.mjj;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fiducia.api.channel.Candidate;
import org.fiducia.testkit.ObservableContract;
import org.fiducia.testkit.ReferenceEvent;
import org.junit.jupiter.api.Test;

class DijetMassTest extends ObservableContract<Candidate> {
    DijetMassTest() {
        super(new DijetMass());
    }

    @Test
    void reproducesTheReferenceEvent() {
        assertEquals(442.5570972817, observable().value(ReferenceEvent.candidate(2)), 1e-10);
    }

    @Test
    void hasItsBins() {
        var binning = observable().info().binning();
        assertEquals(4, binning.size());
        assertEquals(0, binning.find(new double[] {Double.NaN}));
        assertEquals(1, binning.find(new double[] {0}));
        assertEquals(2, binning.find(new double[] {92}));
        assertEquals(3, binning.find(new double[] {224}));
    }
}
