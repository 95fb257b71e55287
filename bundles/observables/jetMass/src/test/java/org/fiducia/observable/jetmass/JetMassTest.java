package org.fiducia.observable.jetmass;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fiducia.channel.hbb.MergedJet;
import org.fiducia.testkit.ObservableContract;
import org.junit.jupiter.api.Test;

class JetMassTest extends ObservableContract<MergedJet> {
    JetMassTest() {
        super(new JetMass());
    }

    /** A four-momentum gives a mass back with an error of rounding. */
    @Test
    void staysOnTheEdgeOfAnInterval() {
        for (double mass = 40; mass <= 201; mass += 7) {
            assertEquals(mass, observable().value(new MergedJet(687.5, mass, 1)));
        }
    }
}
