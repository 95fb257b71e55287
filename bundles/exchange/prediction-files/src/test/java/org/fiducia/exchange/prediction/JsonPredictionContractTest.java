package org.fiducia.exchange.prediction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fiducia.testkit.PredictionFormatContract;

class JsonPredictionContractTest extends PredictionFormatContract {
    JsonPredictionContractTest() {
        super(new JsonPrediction());
    }

    @Override
    protected Path file(Path folder) throws IOException {
        return Files.writeString(folder.resolve("p.json"), """
                {"format": "fiducia-prediction", "schemaVersion": 1, "name": "n", "spectra": {"x": {
                  "bins": [{"label": "a", "ranges": [{"lo": 0, "hi": 10}]}, {"ranges": [{"lo": 10}]}],
                  "sigma": [1, 2], "uncertainties": {"scale": [{"down": 1, "up": 2}, {"down": 0, "up": 0}]}}}}
                """);
    }
}
