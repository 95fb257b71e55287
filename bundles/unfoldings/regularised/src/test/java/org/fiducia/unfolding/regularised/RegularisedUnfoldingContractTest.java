package org.fiducia.unfolding.regularised;

import java.util.Map;
import org.fiducia.api.Settings;
import org.fiducia.testkit.UnfoldingContract;

class RegularisedUnfoldingContractTest extends UnfoldingContract {
    RegularisedUnfoldingContractTest() {
        super(new RegularisedUnfolding(), new Settings("/unfolding/settings", Map.of("strength", 2)));
    }
}
