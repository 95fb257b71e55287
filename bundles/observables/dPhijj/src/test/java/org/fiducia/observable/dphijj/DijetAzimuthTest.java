package org.fiducia.observable.dphijj;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.testkit.ObservableContract;
import org.fiducia.testkit.PlainCandidate;
import org.fiducia.testkit.ReferenceEvent;
import org.junit.jupiter.api.Test;

class DijetAzimuthTest extends ObservableContract<Candidate> {
    DijetAzimuthTest() {
        super(new DijetAzimuth());
    }

    @Test
    void reproducesTheReferenceEvent() {
        assertEquals(2.6, observable().value(ReferenceEvent.candidate(2)), 1e-12);
    }

    @Test
    void doesNotDependOnWhichJetIsTheFirst() {
        FourMomentum p4 = ReferenceEvent.candidate(0).p4();
        for (double phi = -3.1; phi < 3.1; phi += 0.1) {
            var forward = FourMomentum.ofPtEtaPhiM(40, 2, phi, 5);
            var backward = FourMomentum.ofPtEtaPhiM(40, -1, 0.4, 5);
            double value = observable().value(new PlainCandidate(p4, List.of(forward, backward)));
            assertEquals(Math.IEEEremainder(0.4 - phi, 2 * Math.PI), value, 1e-12, "from the forward jet to the other");
            assertEquals(value, observable().value(new PlainCandidate(p4, List.of(backward, forward))));
        }
    }

    @Test
    void hasItsBins() {
        var binning = observable().info().binning();
        assertEquals(5, binning.size());
        assertEquals(0, binning.find(new double[] {Double.NaN}));
        assertEquals(1, binning.find(new double[] {-Math.PI}));
        assertEquals(2, binning.find(new double[] {-0.1}));
        assertEquals(3, binning.find(new double[] {0}));
        assertEquals(4, binning.find(new double[] {Math.PI}));
    }
}
