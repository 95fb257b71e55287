package org.fiducia.observable.ptj1;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fiducia.api.channel.Candidate;
import org.fiducia.testkit.ObservableContract;
import org.fiducia.testkit.ReferenceEvent;
import org.junit.jupiter.api.Test;

class LeadingJetMomentumTest extends ObservableContract<Candidate> {
    LeadingJetMomentumTest() {
        super(new LeadingJetMomentum());
    }

    @Test
    void reproducesTheReferenceEvent() {
        assertEquals(52, observable().value(ReferenceEvent.candidate(2)), 1e-12);
        assertEquals(0, observable().info().binning().find(observable().coordinates(ReferenceEvent.candidate(0))));
    }

    @Test
    void hasItsBins() {
        var binning = observable().info().binning();
        assertEquals(5, binning.size());
        assertEquals(0, binning.find(new double[] {Double.NaN}));
        assertEquals(1, binning.find(new double[] {30}));
        assertEquals(2, binning.find(new double[] {55}));
        assertEquals(3, binning.find(new double[] {199}));
        assertEquals(4, binning.find(new double[] {200}));
    }
}
