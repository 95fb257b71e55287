package org.fiducia.channel.hgg.internal;

import java.util.List;
import java.util.Map;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Role;
import org.fiducia.api.event.EventBatch;
import org.fiducia.testkit.ChannelContract;

class DiphotonChannelContractTest extends ChannelContract {
    DiphotonChannelContractTest() {
        super(
                new DiphotonChannel(List.of(new Smearing())),
                new Settings("/channel/settings", Map.of("energy", Map.of("id", "smearing"))));
    }

    /** Events of every category, some with jets; one that is fiducial only, and some that are nothing. */
    @Override
    protected EventBatch events(Role role) {
        return PhotonEvents.batch(
                new PhotonEvents()
                        .photon(70, 0.3, 0.5)
                        .photon(55, -0.4, -2.7)
                        .generated(69, 0.3, 0.5)
                        .generated(56, -0.4, -2.7)
                        .jet(60, 2.5, 1)
                        .jet(28, -1, 2)
                        .object("GenJet", 58, 2.5, 1, 4)
                        .numbered(360000, 7),
                new PhotonEvents().generated(69, 0.3, 0.5).generated(56, -0.4, -2.7),
                new PhotonEvents().photon(70, 0.3, 0.5),
                new PhotonEvents(),
                new PhotonEvents()
                        .photon(80, 0.1, 0.1)
                        .photon(50, -0.2, -2.7)
                        .jet(90, 3, 2)
                        .jet(70, -2, 1)
                        .numbered(360001, 9),
                new PhotonEvents()
                        .object("Photon", 64, 0.7, 0.6, 0.9, 1.5, 0.3)
                        .object("Photon", 59, -0.9, -2.2, 0.95, 1.9, 0.2)
                        .numbered(360002, 8));
    }
}
