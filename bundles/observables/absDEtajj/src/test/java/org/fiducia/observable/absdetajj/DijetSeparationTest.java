package org.fiducia.observable.absdetajj;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fiducia.api.channel.Candidate;
import org.fiducia.testkit.ObservableContract;
import org.fiducia.testkit.ReferenceEvent;
import org.junit.jupiter.api.Test;

class DijetSeparationTest extends ObservableContract<Candidate> {
    DijetSeparationTest() {
        super(new DijetSeparation());
    }

    @Test
    void reproducesTheReferenceEvent() {
        assertEquals(4.5, observable().value(ReferenceEvent.candidate(2)), 1e-12);
    }

    @Test
    void hasItsBins() {
        var binning = observable().info().binning();
        assertEquals(5, binning.size());
        assertEquals(0, binning.find(new double[] {Double.NaN}));
        assertEquals(1, binning.find(new double[] {0}));
        assertEquals(2, binning.find(new double[] {1.1}));
        assertEquals(3, binning.find(new double[] {2.9}));
        assertEquals(4, binning.find(new double[] {4.4}));
        assertEquals(4, binning.find(new double[] {9.4}));
    }
}
