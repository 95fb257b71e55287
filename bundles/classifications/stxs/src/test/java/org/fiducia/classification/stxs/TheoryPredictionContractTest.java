package org.fiducia.classification.stxs;

import java.util.Map;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.NuisanceSource.Nominal;
import org.fiducia.testkit.PredictionContract;

class TheoryPredictionContractTest extends PredictionContract {
    TheoryPredictionContractTest() {
        super(new TheoryPrediction(), new Settings("/prediction/settings", Map.of("branchingRatio", 0.02)));
    }

    @Override
    protected Nominal nominal() {
        return StagedNominal.measured(Map.of());
    }
}
