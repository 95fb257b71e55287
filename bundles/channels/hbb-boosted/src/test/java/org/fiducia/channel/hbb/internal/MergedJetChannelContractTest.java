package org.fiducia.channel.hbb.internal;

import java.util.List;
import java.util.Map;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Role;
import org.fiducia.api.event.EventBatch;
import org.fiducia.testkit.ChannelContract;

class MergedJetChannelContractTest extends ChannelContract {
    MergedJetChannelContractTest() {
        super(new MergedJetChannel(List.of()), new Settings("/channel/settings", Map.of("tagger", 0.9)));
    }

    @Override
    protected EventBatch events(Role role) {
        return JetEvents.batch(
                new double[] {460, 125, 0.99, 1},
                new double[] {440, 125, 0.99, 0.5},
                new double[] {900, 90, 0.2, 2},
                new double[] {900, 41, 0.2, 2},
                new double[] {620, 210, 0.95, 1},
                new double[] {1200, 201, 0.95, -1});
    }
}
