package org.fiducia.exchange.prediction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fiducia.testkit.PredictionFormatContract;

class HepDataPredictionContractTest extends PredictionFormatContract {
    HepDataPredictionContractTest() {
        super(new HepDataPrediction());
    }

    @Override
    protected Path file(Path folder) throws IOException {
        return Files.writeString(folder.resolve("p.yaml"), HepDataPredictionTest.TABLE);
    }
}
