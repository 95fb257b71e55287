package org.fiducia.systematics.mergedjet;

import java.util.List;
import java.util.Map;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.NuisanceSource.Nominal;
import org.fiducia.channel.hbb.BoostedExample;
import org.fiducia.testkit.NuisanceContract;

class MergedJetNuisancesContractTest extends NuisanceContract {
    MergedJetNuisancesContractTest() {
        super(
                new MergedJetNuisances(),
                declared("scale", "mass-scale", 0.01),
                declared("resolution", "mass-resolution", 0.1),
                declared("tag", "tagger", 0.1));
    }

    private static Settings declared(String name, String kind, double size) {
        return new Settings(
                "/nuisances/0", Map.of("name", name, "kind", kind, "size", size, "targets", List.of("signal", "Zbb")));
    }

    @Override
    protected Nominal nominal() {
        return BoostedExample.nominal();
    }
}
