package org.fiducia.background.zxfakerate;

import java.util.List;
import java.util.Map;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.channel.hzz4l.Flavour;
import org.fiducia.testkit.BackgroundContract;

class FakeRateBackgroundContractTest extends BackgroundContract {
    FakeRateBackgroundContractTest() {
        super(new FakeRateBackground(), new Settings("/backgrounds/0/settings", Map.of("method", "SS")));
    }

    @Override
    protected Analysis analysis() {
        return SmallEvents.ANALYSIS;
    }

    @Override
    protected List<BinnedSample> samples(int bins) {
        var events = new SmallEvents();
        for (Flavour flavour : Flavour.values()) {
            events.zPlusLepton(flavour, 15, 20, 80);
            for (int bin = 0; bin < bins; bin++) {
                int share = 12 / bins;
                events.fourLeptons(SmallEvents.BOTH_FAIL, flavour, 15, false, share, bin);
                events.fourLeptons(SmallEvents.SAME_SIGN, flavour, 15, false, share, bin);
            }
        }
        return events.samples();
    }
}
