package org.fiducia.observable.absy4l;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.testkit.ObservableContract;
import org.fiducia.testkit.PlainCandidate;
import org.fiducia.testkit.ReferenceEvent;
import org.junit.jupiter.api.Test;

class AbsoluteRapidityTest extends ObservableContract<Candidate> {
    AbsoluteRapidityTest() {
        super(new AbsoluteRapidity());
    }

    @Test
    void reproducesTheTestVector() {
        assertEquals(0.0981508767, observable().value(ReferenceEvent.candidate(2)), 1e-10);
    }

    @Test
    void isTheSameForwardAndBackward() {
        for (double eta : new double[] {0, 0.3, 2, 4}) {
            var forward = new PlainCandidate(FourMomentum.ofPtEtaPhiM(20, eta, 1, 125), List.of());
            var backward = new PlainCandidate(FourMomentum.ofPtEtaPhiM(20, -eta, 1, 125), List.of());
            assertEquals(observable().value(forward), observable().value(backward), 1e-12);
        }
    }

    @Test
    void hasHalfOpenBinsUpToInfinity() {
        assertEquals(10, observable().info().binning().size());
        assertEquals(1, observable().info().binning().find(new double[] {0.12}));
        assertEquals(9, observable().info().binning().find(new double[] {2.5}));
    }
}
