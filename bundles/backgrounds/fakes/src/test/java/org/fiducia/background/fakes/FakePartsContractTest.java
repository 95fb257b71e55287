package org.fiducia.background.fakes;

import org.fiducia.api.Settings;
import org.fiducia.api.measurement.NuisanceSource.Nominal;
import org.fiducia.testkit.PartsContract;

class FakePartsContractTest extends PartsContract {
    FakePartsContractTest() {
        super(new FakeParts(), new Settings("/parts/0/settings", FakeEvents.SETTINGS));
    }

    @Override
    protected Nominal nominal() {
        return FakeEvents.search().nominal();
    }
}
