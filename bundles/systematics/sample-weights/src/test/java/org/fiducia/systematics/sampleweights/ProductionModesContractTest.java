package org.fiducia.systematics.sampleweights;

import java.util.List;
import java.util.Map;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.NuisanceSource.Nominal;
import org.fiducia.testkit.ExampleNominal;
import org.fiducia.testkit.NuisanceContract;

class ProductionModesContractTest extends NuisanceContract {
    ProductionModesContractTest() {
        super(
                new ProductionModes(),
                declared(Map.of("name", "vbf", "processes", List.of("VBF"), "size", 0.5)),
                declared(Map.of("name", "ggf", "processes", List.of("ggH"), "size", List.of(-0.2, 0.4))));
    }

    private static Settings declared(Map<String, Object> fields) {
        return new Settings("/nuisances/0", fields);
    }

    @Override
    protected Nominal nominal() {
        return ExampleNominal.jets();
    }
}
