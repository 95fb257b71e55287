package org.fiducia.observable.pt4l;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.testkit.ObservableContract;
import org.junit.jupiter.api.Test;

class TransverseMomentumTest extends ObservableContract<Candidate> {
    TransverseMomentumTest() {
        super(new TransverseMomentum());
    }

    @Test
    void reproducesTheTestVector() {
        FourMomentum sum = FourMomentum.ofPtEtaPhiM(45, 0.3, 0.5, 0)
                .plus(FourMomentum.ofPtEtaPhiM(38, -0.4, -2.2, 0))
                .plus(FourMomentum.ofPtEtaPhiM(18, 1.1, 1.9, 0))
                .plus(FourMomentum.ofPtEtaPhiM(12, -0.7, 2.8, 0));
        assertEquals(11.9045454930, observable().value(new Selected(sum)), 1e-9);
    }

    @Test
    void hasHalfOpenBinsUpToInfinity() {
        assertEquals(11, observable().info().binning().size());
        assertEquals(0, observable().info().binning().find(new double[] {9.999}));
        assertEquals(1, observable().info().binning().find(new double[] {10}));
        assertEquals(10, observable().info().binning().find(new double[] {146}));
        assertEquals(10, observable().info().binning().find(new double[] {1e6}));
    }

    private record Selected(FourMomentum p4) implements Candidate {
        @Override
        public List<FourMomentum> jets() {
            return List.of();
        }
    }
}
