package org.fiducia.systematics.sampleweights;

import java.util.Map;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.NuisanceSource.Nominal;
import org.fiducia.testkit.NuisanceContract;

class CorrectionWeightsContractTest extends NuisanceContract {
    CorrectionWeightsContractTest() {
        super(
                new CorrectionWeights(),
                declared(Map.of("name", "eff", "correction", "muons")),
                declared(Map.of(
                        "name", "pu", "correction", "pile-up", "up", "more", "down", "fewer", "group", "pile-up")));
    }

    private static Settings declared(Map<String, Object> fields) {
        return new Settings("/nuisances/0", fields);
    }

    @Override
    protected Nominal nominal() {
        return WeightedSamples.corrected();
    }
}
