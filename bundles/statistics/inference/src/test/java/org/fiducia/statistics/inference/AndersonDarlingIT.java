package org.fiducia.statistics.inference;

import org.fiducia.api.fit.GoodnessOfFit;
import org.fiducia.testkit.BundleContract;

class AndersonDarlingIT extends BundleContract<GoodnessOfFit> {
    AndersonDarlingIT() {
        super(GoodnessOfFit.class, "anderson-darling");
    }
}
