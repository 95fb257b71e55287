package org.fiducia.background.analytic.internal;

import org.fiducia.testkit.BackgroundContract;

class AnalyticBackgroundContractTest extends BackgroundContract {
    AnalyticBackgroundContractTest() {
        super(Tools.background());
    }
}
