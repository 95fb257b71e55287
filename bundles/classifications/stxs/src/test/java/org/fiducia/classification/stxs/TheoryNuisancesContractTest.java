package org.fiducia.classification.stxs;

import java.util.List;
import java.util.Map;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.NuisanceSource.Nominal;
import org.fiducia.testkit.NuisanceContract;

class TheoryNuisancesContractTest extends NuisanceContract {
    TheoryNuisancesContractTest() {
        super(new TheoryNuisances(), new Settings("/nuisances/0", Map.of("source", "stxs")));
    }

    @Override
    protected Nominal nominal() {
        return StagedNominal.measured(
                Map.of("H", List.of("GG2H_0J_PTH_0_10", "GG2H_0J_PTH_GT10", "TTH_PTH_0_60", "TTH_PTH_60_120")));
    }
}
