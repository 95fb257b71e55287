package org.fiducia.observable.m4l;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fiducia.api.channel.Candidate;
import org.fiducia.testkit.ObservableContract;
import org.fiducia.testkit.ReferenceEvent;
import org.junit.jupiter.api.Test;

class MassTest extends ObservableContract<Candidate> {
    MassTest() {
        super(new Mass());
    }

    @Test
    void reproducesTheReferenceEvent() {
        assertEquals(132.0416789699, observable().value(ReferenceEvent.candidate(2)), 1e-10);
    }
}
