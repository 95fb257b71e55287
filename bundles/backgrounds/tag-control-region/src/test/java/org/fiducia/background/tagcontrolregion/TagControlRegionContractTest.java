package org.fiducia.background.tagcontrolregion;

import java.util.Map;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.NuisanceSource.Nominal;
import org.fiducia.channel.hbb.BoostedExample;
import org.fiducia.testkit.PartsContract;

class TagControlRegionContractTest extends PartsContract {
    TagControlRegionContractTest() {
        super(
                new TagControlRegion(),
                new Settings("/parts/0/settings", Map.of("process", "tt", "file", "src/test/resources/region.json")));
    }

    @Override
    protected Nominal nominal() {
        return BoostedExample.nominal();
    }
}
