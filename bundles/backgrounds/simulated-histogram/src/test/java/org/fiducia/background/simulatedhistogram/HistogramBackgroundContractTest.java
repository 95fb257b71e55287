package org.fiducia.background.simulatedhistogram;

import java.util.List;
import java.util.Map;
import org.fiducia.api.Settings;
import org.fiducia.testkit.BackgroundContract;

class HistogramBackgroundContractTest extends BackgroundContract {
    HistogramBackgroundContractTest() {
        super(
                new HistogramBackground(),
                new Settings("/backgrounds/0/settings", Map.of("components", Map.of("ZZ", List.of("qqZZ", "ggZZ")))));
    }
}
