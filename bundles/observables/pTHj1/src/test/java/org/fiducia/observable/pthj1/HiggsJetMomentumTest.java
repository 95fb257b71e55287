package org.fiducia.observable.pthj1;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.testkit.ObservableContract;
import org.fiducia.testkit.PlainCandidate;
import org.fiducia.testkit.ReferenceEvent;
import org.junit.jupiter.api.Test;

class HiggsJetMomentumTest extends ObservableContract<Candidate> {
    HiggsJetMomentumTest() {
        super(new HiggsJetMomentum());
    }

    @Test
    void reproducesTheReferenceEvent() {
        assertEquals(46.3340754401, observable().value(ReferenceEvent.candidate(2)), 1e-10);
    }

    @Test
    void isZeroWhenTheJetBalancesTheSystem() {
        var p4 = FourMomentum.ofPtEtaPhiM(50, 1, 0, 125);
        var jet = new FourMomentum(-p4.px(), -p4.py(), 80, 100);
        var candidate = new PlainCandidate(p4, List.of(jet));
        assertEquals(0, observable().value(candidate));
        assertEquals(1, observable().info().binning().find(observable().coordinates(candidate)));
    }

    @Test
    void hasItsBins() {
        var binning = observable().info().binning();
        assertEquals(6, binning.size());
        assertEquals(0, binning.find(new double[] {Double.NaN}));
        assertEquals(1, binning.find(new double[] {0}));
        assertEquals(2, binning.find(new double[] {12}));
        assertEquals(4, binning.find(new double[] {84}));
        assertEquals(5, binning.find(new double[] {85}));
    }
}
