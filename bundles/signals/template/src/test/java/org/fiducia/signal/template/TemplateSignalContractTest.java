package org.fiducia.signal.template;

import java.util.Map;
import org.fiducia.api.Settings;
import org.fiducia.testkit.SignalContract;

class TemplateSignalContractTest extends SignalContract {
    TemplateSignalContractTest() {
        super(new TemplateSignal(), new Settings("/signal/settings", Map.of("intervals", 11)));
    }
}
