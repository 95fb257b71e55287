package org.fiducia.observable.absy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fiducia.api.channel.Candidate;
import org.fiducia.testkit.ObservableContract;
import org.fiducia.testkit.ReferenceEvent;
import org.junit.jupiter.api.Test;

class SystemRapidityTest extends ObservableContract<Candidate> {
    SystemRapidityTest() {
        super(new SystemRapidity());
    }

    @Test
    void reproducesTheTestVector() {
        assertEquals(0.0981508767, observable().value(ReferenceEvent.candidate(2)), 1e-10);
    }

    @Test
    void hasHalfOpenBinsUpToInfinity() {
        assertEquals(8, observable().info().binning().size());
        assertEquals(1, observable().info().binning().find(new double[] {0.15}));
        assertEquals(7, observable().info().binning().find(new double[] {2.5}));
    }
}
