package org.fiducia.observable.mhj1;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fiducia.api.channel.Candidate;
import org.fiducia.testkit.ObservableContract;
import org.fiducia.testkit.ReferenceEvent;
import org.junit.jupiter.api.Test;

class HiggsJetMassTest extends ObservableContract<Candidate> {
    HiggsJetMassTest() {
        super(new HiggsJetMass());
    }

    @Test
    void reproducesTheReferenceEvent() {
        assertEquals(232.0659295215, observable().value(ReferenceEvent.candidate(2)), 1e-10);
        assertEquals(232.0659295215, observable().value(ReferenceEvent.candidate(1)), 1e-10);
    }

    @Test
    void hasItsBins() {
        var binning = observable().info().binning();
        assertEquals(7, binning.size());
        assertEquals(0, binning.find(new double[] {Double.NaN}));
        assertEquals(1, binning.find(new double[] {209}));
        assertEquals(2, binning.find(new double[] {210}));
        assertEquals(5, binning.find(new double[] {460}));
        assertEquals(6, binning.find(new double[] {645}));
    }
}
