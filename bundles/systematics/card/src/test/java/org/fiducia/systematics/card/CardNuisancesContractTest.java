package org.fiducia.systematics.card;

import java.util.List;
import java.util.Map;
import org.fiducia.api.Settings;
import org.fiducia.testkit.NuisanceContract;

class CardNuisancesContractTest extends NuisanceContract {
    CardNuisancesContractTest() {
        super(
                new CardNuisances(),
                declared(Map.of("name", "efficiency", "targets", List.of("signal", "qqZZ"), "sizes", 0.1)),
                declared(Map.of(
                        "name",
                        "eras",
                        "targets",
                        "ggZZ",
                        "uncorrelated",
                        "era",
                        "sizes",
                        Map.of("2022", 0.2, "2023", 0.1))),
                declared(Map.of(
                        "name",
                        "scale",
                        "kind",
                        "shape",
                        "parameter",
                        "mean",
                        "of",
                        "mH",
                        "targets",
                        "signal",
                        "sizes",
                        0.001)),
                declared(Map.of("name", "slope", "kind", "template", "change", List.of(0.1, -0.1), "targets", "qqZZ")));
    }

    private static Settings declared(Map<String, Object> fields) {
        return new Settings("/nuisances/0", fields);
    }

    @Override
    protected boolean symmetric() {
        return true;
    }
}
