package org.fiducia.systematics.backgroundmodels;

import org.fiducia.testkit.NuisanceContract;

class BackgroundNuisancesContractTest extends NuisanceContract {
    BackgroundNuisancesContractTest() {
        super(new BackgroundNuisances());
    }

    /** The estimates of the example are uncertain by one factor in both directions. */
    @Override
    protected boolean symmetric() {
        return true;
    }
}
