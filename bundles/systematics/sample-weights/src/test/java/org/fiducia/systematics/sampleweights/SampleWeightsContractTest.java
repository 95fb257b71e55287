package org.fiducia.systematics.sampleweights;

import java.util.List;
import java.util.Map;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.NuisanceSource.Nominal;
import org.fiducia.testkit.NuisanceContract;

class SampleWeightsContractTest extends NuisanceContract {
    SampleWeightsContractTest() {
        super(
                new SampleWeights(),
                declared(Map.of("name", "pdf", "weights", "w", "up", 0, "down", 1)),
                declared(Map.of("name", "scale", "weights", "w", "envelope", List.of(0, 1))));
    }

    private static Settings declared(Map<String, Object> fields) {
        return new Settings("/nuisances/0", fields);
    }

    @Override
    protected Nominal nominal() {
        return WeightedSamples.nominal();
    }
}
