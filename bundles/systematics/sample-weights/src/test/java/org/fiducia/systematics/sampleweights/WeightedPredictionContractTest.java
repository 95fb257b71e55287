package org.fiducia.systematics.sampleweights;

import java.util.List;
import java.util.Map;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.NuisanceSource.Nominal;
import org.fiducia.testkit.PredictionContract;

class WeightedPredictionContractTest extends PredictionContract {
    WeightedPredictionContractTest() {
        super(
                new WeightedPrediction(),
                new Settings(
                        "/prediction/settings",
                        Map.of(
                                "scale", Map.of("weights", "w", "use", List.of(0)),
                                "pdf", Map.of("weights", "w", "use", List.of(1)),
                                "branchingRatio", 0.02,
                                "processes", Map.of("ggH", Map.of("scale", List.of(.1, .05), "pdf", .03)))));
    }

    @Override
    protected Nominal nominal() {
        return WeightedSamples.nominal();
    }
}
