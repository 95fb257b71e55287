package org.fiducia.channel.hzz4l.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.fiducia.api.channel.Role;
import org.fiducia.api.event.EventBatch;
import org.fiducia.testkit.ChannelContract;
import org.junit.jupiter.api.Test;

class FourLeptonChannelContractTest extends ChannelContract {
    FourLeptonChannelContractTest() {
        super(new FourLeptonChannel());
    }

    /** One event of every region, with jets and photons; one that is fiducial only, and one that is nothing. */
    @Override
    protected EventBatch events(Role role) {
        return EventBuilder.batch(
                generated(leptons(true, true, 0)).set(role == Role.DATA ? "prescale" : "genWeight", 1.5),
                generated(new EventBuilder()),
                new EventBuilder().muon(1, 20, 0, 0),
                leptons(true, false, -1),
                leptons(false, false, -1).photon(4, 0.31, 0.52),
                goodZ().electron(1, 18, 1.1, 1.9).electron(1, 12, -0.7, 2.8).jet(50, 2, 1),
                goodZ().electron(1, 18, 1.1, 1.9),
                leptons(true, true, -1).jet(45, -2, 1).jet(33, 1, -1).photon(4, 0.31, 0.52));
    }

    private static EventBuilder goodZ() {
        return new EventBuilder().muon(-1, 45, 0.3, 0.5).muon(1, 38, -0.4, -2.2);
    }

    private static EventBuilder generated(EventBuilder event) {
        return event.generated(13, 45, 0.3, 0.5)
                .generated(-13, 38, -0.4, -2.2)
                .generated(11, 18, 1.1, 1.9)
                .generated(-11, 12, -0.7, 2.8)
                .object("GenJet", 40, 2, 0.8, 5);
    }

    /** Two muons and two electrons that are good or not, matched to the first generated leptons or to none. */
    private static EventBuilder leptons(boolean first, boolean second, int matched) {
        int step = matched < 0 ? 0 : 1;
        return new EventBuilder()
                .object("Muon", 45, 0.3, 0.5, -1, 0, 0, 1, matched)
                .object("Muon", 38, -0.4, -2.2, 1, 0, 0, 1, matched + step)
                .object("Electron", 18, 1.1, 1.9, -1, 0, 0, first ? 1 : 0, matched + 2 * step)
                .object("Electron", 12, -0.7, 2.8, 1, 0, 0, second ? 1 : 0, matched + 3 * step);
    }

    @Test
    void surroundingsReachFromTheLeastMassAcrossTheFit() {
        double[] edges = new FourLeptonChannel().surroundings();
        assertEquals(70, edges[0]);
        assertEquals(300, edges[46]);
        assertEquals(47, edges.length);
        for (int i = 1; i < edges.length; i++) {
            assertEquals(5, edges[i] - edges[i - 1]);
        }
        assertTrue(Arrays.binarySearch(edges, 105) > 0 && Arrays.binarySearch(edges, 160) > 0, "ends of the fit");
    }
}
