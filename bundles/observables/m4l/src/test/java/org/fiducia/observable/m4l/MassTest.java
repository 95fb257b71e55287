package org.fiducia.observable.m4l;

import org.fiducia.api.channel.Candidate;
import org.fiducia.testkit.ObservableContract;

class MassTest extends ObservableContract<Candidate> {
    MassTest() {
        super(new Mass());
    }
}
