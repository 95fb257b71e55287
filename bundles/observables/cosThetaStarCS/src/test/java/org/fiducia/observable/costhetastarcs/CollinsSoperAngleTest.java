package org.fiducia.observable.costhetastarcs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.fiducia.channel.hgg.Diphoton;
import org.fiducia.channel.hgg.Photon;
import org.fiducia.objects.jets.CandidateJets;
import org.fiducia.testkit.ObservableContract;
import org.junit.jupiter.api.Test;

class CollinsSoperAngleTest extends ObservableContract<Diphoton> {
    CollinsSoperAngleTest() {
        super(new CollinsSoperAngle());
    }

    /** Of two photons back to back the angle is that to the beam: cos θ = tanh η. */
    @Test
    void isTheAngleToTheBeamOfWhatIsAtRest() {
        for (double eta : new double[] {0, 0.2, 0.7, 1.9}) {
            var pair = new Diphoton(
                    Photon.generated(60, eta, 0.3),
                    Photon.generated(60, -eta, 0.3 + Math.PI),
                    new CandidateJets(List.of()));
            assertEquals(Math.tanh(eta), observable().value(pair), 1e-12);
        }
    }

    @Test
    void hasBinsUpToOne() {
        assertEquals(7, observable().info().binning().size());
        assertEquals(6, observable().info().binning().find(new double[] {0.999}));
    }
}
