package org.fiducia.observable.tbmax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.testkit.ObservableContract;
import org.fiducia.testkit.PlainCandidate;
import org.fiducia.testkit.ReferenceEvent;
import org.junit.jupiter.api.Test;

class JetThrustBTest extends ObservableContract<Candidate> {
    JetThrustBTest() {
        super(new JetThrustB());
    }

    @Test
    void reproducesTheReferenceEvent() {
        var both = ReferenceEvent.candidate(2);
        assertEquals(10.7190651030, observable().value(both), 1e-10);
        var second = new PlainCandidate(both.p4(), List.of(both.jets().get(1)));
        assertEquals(2.3083477890, observable().value(second), 1e-10);
    }

    @Test
    void takesTheLargestOfAllJets() {
        FourMomentum p4 = FourMomentum.ofPtEtaPhiM(10, 0, 0, 125);
        FourMomentum far = FourMomentum.ofPtEtaPhiM(60, 4, 1, 0);
        FourMomentum near = FourMomentum.ofPtEtaPhiM(40, 0, 2, 0);
        var candidate = new PlainCandidate(p4, List.of(far, near));
        assertEquals(40, observable().value(candidate), 1e-12, "of the softer jet at the rapidity of the system");
    }

    @Test
    void hasItsBins() {
        var binning = observable().info().binning();
        assertEquals(7, binning.size());
        assertEquals(0, binning.find(new double[] {Double.NaN}));
        assertEquals(1, binning.find(new double[] {0}));
        assertEquals(4, binning.find(new double[] {16}));
        assertEquals(6, binning.find(new double[] {100}));
    }
}
