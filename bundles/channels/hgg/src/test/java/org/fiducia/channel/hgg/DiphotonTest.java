package org.fiducia.channel.hgg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.objects.jets.CandidateJets;
import org.junit.jupiter.api.Test;

class DiphotonTest {
    /** The axis of the Collins–Soper frame bisects the angle of one beam and the reverse of the other. */
    private static double collinsSoper(FourMomentum one, FourMomentum system) {
        FourMomentum beam = new FourMomentum(0, 0, 6800, 6800).inRestFrameOf(system);
        FourMomentum other = new FourMomentum(0, 0, -6800, 6800).inRestFrameOf(system);
        double x = beam.px() / beam.p() - other.px() / other.p();
        double y = beam.py() / beam.p() - other.py() / other.p();
        double z = beam.pz() / beam.p() - other.pz() / other.p();
        FourMomentum decay = one.inRestFrameOf(system);
        return (x * decay.px() + y * decay.py() + z * decay.pz()) / (Math.sqrt(x * x + y * y + z * z) * decay.p());
    }

    @Test
    void theClosedFormIsTheAngleInTheCollinsSoperFrame() {
        var random = new Random(3);
        for (int i = 0; i < 1000; i++) {
            var pair = new Diphoton(photon(random), photon(random), new CandidateJets(List.of()));
            double expected = Math.abs(collinsSoper(pair.leading().p4(), pair.p4()));
            assertEquals(expected, pair.absCosThetaStarCS(), 1e-9);
            assertEquals(pair.p4().mass(), pair.mass(), 1e-9 * pair.mass());
        }
    }

    private static Photon photon(Random random) {
        return Photon.generated(
                20 + 100 * random.nextDouble(), 5 * random.nextDouble() - 2.5, 6 * random.nextDouble() - 3);
    }
}
