package org.fiducia.channel.hzz4l.internal;

import org.fiducia.api.channel.Role;
import org.fiducia.api.event.EventBatch;
import org.fiducia.testkit.ChannelContract;

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
}
