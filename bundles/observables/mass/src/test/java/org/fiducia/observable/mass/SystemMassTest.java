package org.fiducia.observable.mass;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fiducia.api.channel.Candidate;
import org.fiducia.testkit.ObservableContract;
import org.fiducia.testkit.ReferenceEvent;
import org.junit.jupiter.api.Test;

class SystemMassTest extends ObservableContract<Candidate> {
    SystemMassTest() {
        super(new SystemMass());
    }

    @Test
    void reproducesTheReferenceEvent() {
        assertEquals(132.0416789699, observable().value(ReferenceEvent.candidate(2)), 1e-10);
    }

    @Test
    void hasOneBinForEveryMass() {
        assertEquals(1, observable().info().binning().size());
        assertEquals(0, observable().info().binning().find(new double[] {125}));
        assertEquals(0, observable().info().binning().find(new double[] {1e5}));
    }
}
