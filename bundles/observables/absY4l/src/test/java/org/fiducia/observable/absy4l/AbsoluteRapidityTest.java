package org.fiducia.observable.absy4l;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.testkit.ObservableContract;
import org.junit.jupiter.api.Test;

class AbsoluteRapidityTest extends ObservableContract<Candidate> {
    AbsoluteRapidityTest() {
        super(new AbsoluteRapidity());
    }

    @Test
    void reproducesTheTestVector() {
        FourMomentum sum = FourMomentum.ofPtEtaPhiM(45, 0.3, 0.5, 0)
                .plus(FourMomentum.ofPtEtaPhiM(38, -0.4, -2.2, 0))
                .plus(FourMomentum.ofPtEtaPhiM(18, 1.1, 1.9, 0))
                .plus(FourMomentum.ofPtEtaPhiM(12, -0.7, 2.8, 0));
        assertEquals(0.0981508767, observable().value(new Selected(sum)), 1e-9);
    }

    @Test
    void isTheSameForwardAndBackward() {
        for (double eta : new double[] {0, 0.3, 2, 4}) {
            var forward = new Selected(FourMomentum.ofPtEtaPhiM(20, eta, 1, 125));
            var backward = new Selected(FourMomentum.ofPtEtaPhiM(20, -eta, 1, 125));
            assertEquals(observable().value(forward), observable().value(backward), 1e-12);
        }
    }

    @Test
    void hasHalfOpenBinsUpToInfinity() {
        assertEquals(10, observable().info().binning().size());
        assertEquals(1, observable().info().binning().find(new double[] {0.12}));
        assertEquals(9, observable().info().binning().find(new double[] {2.5}));
    }

    private record Selected(FourMomentum p4) implements Candidate {
        @Override
        public List<FourMomentum> jets() {
            return List.of();
        }
    }
}
