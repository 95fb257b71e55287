package org.fiducia.observable.pt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fiducia.api.channel.Candidate;
import org.fiducia.testkit.ObservableContract;
import org.fiducia.testkit.ReferenceEvent;
import org.junit.jupiter.api.Test;

class SystemTransverseMomentumTest extends ObservableContract<Candidate> {
    SystemTransverseMomentumTest() {
        super(new SystemTransverseMomentum());
    }

    @Test
    void reproducesTheTestVector() {
        assertEquals(11.9045454930, observable().value(ReferenceEvent.candidate(2)), 1e-10);
    }

    @Test
    void hasHalfOpenBinsUpToInfinity() {
        assertEquals(8, observable().info().binning().size());
        assertEquals(0, observable().info().binning().find(new double[] {14.999}));
        assertEquals(1, observable().info().binning().find(new double[] {15}));
        assertEquals(7, observable().info().binning().find(new double[] {1e6}));
    }
}
