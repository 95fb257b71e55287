package org.fiducia.exchange.prediction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fiducia.testkit.PredictionFormatContract;

class YodaPredictionContractTest extends PredictionFormatContract {
    YodaPredictionContractTest() {
        super(new YodaPrediction());
    }

    @Override
    protected Path file(Path folder) throws IOException {
        return Files.writeString(folder.resolve("p.yoda"), YodaPredictionTest.TEXT);
    }
}
