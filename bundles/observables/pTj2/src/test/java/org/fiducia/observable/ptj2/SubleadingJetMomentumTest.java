package org.fiducia.observable.ptj2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fiducia.api.channel.Candidate;
import org.fiducia.testkit.ObservableContract;
import org.fiducia.testkit.ReferenceEvent;
import org.junit.jupiter.api.Test;

class SubleadingJetMomentumTest extends ObservableContract<Candidate> {
    SubleadingJetMomentumTest() {
        super(new SubleadingJetMomentum());
    }

    @Test
    void reproducesTheReferenceEvent() {
        assertEquals(41, observable().value(ReferenceEvent.candidate(2)), 1e-12);
        assertEquals(0, observable().info().binning().find(observable().coordinates(ReferenceEvent.candidate(1))));
    }

    @Test
    void hasItsBins() {
        var binning = observable().info().binning();
        assertEquals(4, binning.size());
        assertEquals(0, binning.find(new double[] {Double.NaN}));
        assertEquals(1, binning.find(new double[] {30}));
        assertEquals(2, binning.find(new double[] {61}));
        assertEquals(3, binning.find(new double[] {62}));
    }
}
