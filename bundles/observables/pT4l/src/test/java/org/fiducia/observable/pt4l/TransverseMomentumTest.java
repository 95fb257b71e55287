package org.fiducia.observable.pt4l;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fiducia.api.channel.Candidate;
import org.fiducia.testkit.ObservableContract;
import org.fiducia.testkit.ReferenceEvent;
import org.junit.jupiter.api.Test;

class TransverseMomentumTest extends ObservableContract<Candidate> {
    TransverseMomentumTest() {
        super(new TransverseMomentum());
    }

    @Test
    void reproducesTheTestVector() {
        assertEquals(11.9045454930, observable().value(ReferenceEvent.candidate(2)), 1e-10);
    }

    @Test
    void hasHalfOpenBinsUpToInfinity() {
        assertEquals(11, observable().info().binning().size());
        assertEquals(0, observable().info().binning().find(new double[] {9.999}));
        assertEquals(1, observable().info().binning().find(new double[] {10}));
        assertEquals(10, observable().info().binning().find(new double[] {146}));
        assertEquals(10, observable().info().binning().find(new double[] {1e6}));
    }
}
